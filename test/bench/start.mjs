// How long until the addresses answer, on an empty and on a used data folder, and the memory at rest.
import {
  companionEnvironment,
  freePort,
  median,
  memoryMb,
  start,
  stop,
  temporaryFolder,
} from '../support/processes.mjs';

const rounds = 5;

export async function benchStart() {
  const first = [];
  const later = [];
  const memory = [];
  for (let round = 0; round < rounds; round += 1) {
    const [port, nobody] = [await freePort(), await freePort()];
    const env = companionEnvironment({
      port,
      kommoPort: nobody,
      odooPort: nobody,
      dataDir: temporaryFolder(),
    });
    for (const times of [first, later]) {
      const companion = await start('dist/backend/src/main.js', env);
      times.push(companion.ms);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      memory.push(memoryMb(companion.child.pid));
      await stop(companion);
    }
  }
  return {
    'ready on an empty folder (ms, goal < 3000)': Math.round(median(first)),
    'ready on a used folder (ms, goal < 1000)': Math.round(median(later)),
    'companion with its database at rest (MB, goal < 200)': median(memory),
  };
}
