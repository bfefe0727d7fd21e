import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/chromium.js';
import {
  companionEnvironment,
  freePort,
  sandboxEnvironment,
  start,
  stop,
  temporaryFolder,
} from '../support/processes.mjs';

export interface Ports {
  readonly port: number;
  readonly kommoPort: number;
  readonly odooPort: number;
}

export interface Product {
  readonly browser: Browser;
  readonly ports: Ports;
  stopCompanion(): Promise<void>;
  /** Without a chance to finish anything, as a machine that goes. */
  killCompanion(): void;
  /** The companion again, on the same port and data. */
  startCompanion(): Promise<void>;
  stop(): Promise<void>;
}

/** The built companion with an empty database, the sandbox, and a browser. */
export async function startProduct(): Promise<Product> {
  const dataDir = temporaryFolder();
  const ports = { port: await freePort(), kommoPort: await freePort(), odooPort: await freePort() };
  const startCompanion = () =>
    start('dist/backend/src/main.js', companionEnvironment({ ...ports, dataDir }));
  const ofSandbox = sandboxEnvironment({ ...ports, dataDir: join(dataDir, 'sandbox') });
  const [browser, sandbox, first] = await Promise.all([
    launchBrowser(),
    start('dist/sandbox/main.js', ofSandbox),
    startCompanion(),
  ]);
  let companion = first;
  return {
    browser,
    ports,
    stopCompanion: () => stop(companion),
    killCompanion: () => {
      companion.child.removeAllListeners('exit');
      companion.child.kill('SIGKILL');
    },
    startCompanion: async () => {
      companion = await startCompanion();
    },
    stop: async () => {
      await browser.close();
      await stop(companion);
      await stop(sandbox);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
