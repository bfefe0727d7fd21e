// `npm run bench [name …]`: the measurements of test/bench/, each as a ratio or with its goal; medians of one run.
import { stopAll } from '../test/support/processes.mjs';
import { buildWhenStale } from './build-when-stale.mjs';

// Some read from dist/, so each is loaded after the build.
const benches = {
  start: async () => (await import('../test/bench/start.mjs')).benchStart(),
  capture: async () => (await import('../test/bench/capture.mjs')).benchCapture(),
  send: async () => (await import('../test/bench/send.mjs')).benchSend(),
  turns: async () => (await import('../test/bench/turns.mjs')).benchTurns(),
  card: async () => (await import('../test/bench/card.mjs')).benchCard(),
  form: async () => (await import('../test/bench/form.mjs')).benchForm(),
  kills: async () => (await import('../test/bench/kills.mjs')).benchKills(),
  hour: async () => (await import('../test/bench/hour.mjs')).benchHour(),
  'hand-over': async () => (await import('../test/bench/hand-over.mjs')).benchHandOver(),
};
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in benches));
if (unknown !== undefined) {
  process.stderr.write(
    `No bench is called "${unknown}". There are: ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exit(1);
}

buildWhenStale();
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  try {
    for (const [what, figure] of Object.entries(await bench())) {
      process.stdout.write(`  ${what.padEnd(56)} ${figure}\n`);
    }
  } catch (error) {
    // The other measurements are worth having all the same.
    process.stderr.write(`  ${name} failed: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
    await stopAll();
  }
}
