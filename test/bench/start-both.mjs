import {
  companionEnvironment,
  freePort,
  sandboxEnvironment,
  start,
  stop,
  temporaryFolder,
} from '../support/processes.mjs';

/** A companion and its sandbox with nothing in them, on free ports. */
export async function startBoth() {
  const [port, kommoPort, odooPort] = [await freePort(), await freePort(), await freePort()];
  const ports = { port, kommoPort, odooPort, dataDir: temporaryFolder() };
  const sandbox = await start(
    'dist/sandbox/main.js',
    sandboxEnvironment({ ...ports, dataDir: temporaryFolder() }),
  );
  const companion = await start('dist/backend/src/main.js', companionEnvironment(ports));
  const stopBoth = async () => {
    await stop(companion);
    await stop(sandbox);
  };
  return { port, kommoPort, odooPort, companion, stopBoth };
}
