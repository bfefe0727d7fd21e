import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from './app.js';
import type { Config } from './config.js';
import { createServices } from './create-services.js';
import { AppError } from './errors.js';
import { handlersOf } from './handlers.js';
import { runEvery } from './jobs/run-every.js';
import type { Ticking } from './jobs/run-every.js';
import type { Logger } from './log.js';
import { openDatabase } from './open-database.js';
import { catchUp } from './operations/catch-up.js';
import { reconcileNightly, resumeRuns } from './operations/reconciliation/reconciliation.js';
import { watchFailures } from './operations/alerts/watch-failures.js';
import { prepareSandboxAccount } from './prepare-sandbox-account.js';
import { wantedOf } from './account/provision/wanted.js';
import { errorCode } from './storage/error-code.js';
import type { Services } from './services.js';

export interface Companion {
  readonly url: string;
  /** Takes no more requests, lets running work finish, and stops the embedded database. */
  stop(): Promise<void>;
}

/** Starts everything in order: database, addresses, work. Resolves when the addresses answer. */
export async function startCompanion(config: Config, log: Logger): Promise<Companion> {
  const clock = () => new Date();
  const database = await openDatabase(config, log);
  const parts = createServices({ config, log, clock, ...database });
  const { services, client, verify, metrics, jobs, relay } = parts;
  const server = createServer(createApp(services, verify, metrics));
  await listen(server, config).catch(async (error: unknown) => {
    await services.store.close();
    await database.stop();
    throw error;
  });

  const stopping = new AbortController();
  let ticks: readonly Ticking[] = [];
  const working = work();
  return {
    url: config.publicUrl,
    async stop() {
      stopping.abort();
      await close(server);
      await working;
      await Promise.all(ticks.map((tick) => tick.stop()));
      await relay.stop();
      await jobs.stop();
      await services.store.close();
      await database.stop();
    },
  };

  async function work(): Promise<void> {
    // The sandbox's account is empty at first; a real one is provisioned by a person.
    if (config.sandbox) await prepareSandboxAccount(services, client, stopping.signal);
    if (stopping.signal.aborted) return;
    await jobs.start(handlersOf(services));
    relay.start();
    ticks = [catchUpEvery(services), ...watchEvery(services)];
  }
}

/** A minute after a failure, and where the hour of the last one is over (operations/catch-up.ts). */
const lookMs = 60_000;

function catchUpEvery(services: Services): Ticking {
  const { hook } = wantedOf(services.config);
  return runEvery({
    name: 'catch-up',
    everyMs: lookMs,
    log: services.log,
    run: (first) =>
      hook === null ? Promise.resolve() : catchUp(services, { hook, atOnce: first }),
  });
}

const remedy = 'End the program that uses the port, or set PORT and HOST to others.';

const listen = (server: Server, { port, host }: Config) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new AppError(
          'internal',
          `Cannot listen on ${host}:${port} (${errorCode(cause)}). ${remedy}`,
          {
            cause,
          },
        ),
      );
    });
    server.listen(port, host, resolve);
  });

/** Idle connections are ended at once, busy ones get five seconds. */
async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.race([closed, sleep(5_000, undefined, { ref: false })]);
  server.closeAllConnections();
}

/** How soon an alert is raised, and how late the nightly comparison may begin. */
const watchMs = 10_000;
const nightMs = 60_000;

function watchEvery(services: Services): readonly Ticking[] {
  const { log } = services;
  return [
    runEvery({ name: 'alerts', everyMs: watchMs, log, run: () => watchFailures(services) }),
    runEvery({
      name: 'nightly',
      everyMs: nightMs,
      log,
      run: async () => {
        await resumeRuns(services);
        await reconcileNightly(services);
      },
    }),
  ];
}
