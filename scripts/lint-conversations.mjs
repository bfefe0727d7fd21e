// Says what is wrong with the conversations and templates of the blueprint; with --write FOLDER it leaves there the bots as they
// would be for a model account, to be looked at.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenStale } from './build-when-stale.mjs';

buildWhenStale();
const domain = (file) => import(`../dist/domain/${file}.js`);
const { blueprint } = await domain('blueprint/blueprint');
const { lintBlueprint } = await domain('conversation/lint/lint-blueprint');
const { botSwitches } = await domain('conversation/compile/bot-account');
const { compileBots } = await domain('conversation/compile/compile-bots');
const { modelAccount } = await domain('conversation/compile/model-account');
const { byteLength, writeSource } = await domain('conversation/compile/write-bot');

const plan = { account: modelAccount(blueprint), switches: botSwitches, blueprint };
const bots = compileBots(plan).flatMap(({ key, compiled }) =>
  compiled.kind === 'bot' ? [{ key, source: writeSource(compiled.bot) }] : [],
);
const findings = lintBlueprint(blueprint);

const [flag, folder] = process.argv.slice(2);
if (flag === '--write' && folder !== undefined) {
  mkdirSync(folder, { recursive: true });
  for (const { key, source } of bots) {
    const pretty = `${JSON.stringify(JSON.parse(source), null, 2)}\n`;
    writeFileSync(join(folder, `${key}.json`), pretty);
  }
}
for (const { key, source } of bots) {
  process.stdout.write(`${key}: ${(byteLength(source) / 1024).toFixed(1)} KB\n`);
}
for (const { code, where, what } of findings) {
  process.stdout.write(`${where}: ${code.replaceAll('_', ' ')} (${what})\n`);
}
process.stdout.write(findings.length === 0 ? 'Nothing wrong.\n' : `${findings.length} findings.\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
