import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimData } from './account/connection/account-of-data.js';
import { createApp } from './app.js';
import { createClock } from './clock.js';
import type { Config } from './config.js';
import { createServices } from './create-services.js';
import { AppError } from './errors.js';
import { followSandboxClock } from './follow-sandbox-clock.js';
import { handlersOf } from './handlers.js';
import type { Ticking } from './jobs/run-every.js';
import type { Logger } from './log.js';
import { openDatabase } from './open-database.js';
import { openTraces } from './open-traces.js';
import { prepareSandboxAccount } from './prepare-sandbox-account.js';
import type { Services } from './services.js';
import { startTicks } from './start-ticks.js';
import { errorCode } from './storage/error-code.js';

export interface Companion {
  readonly url: string;
  /** Takes no more requests, lets running work finish, and stops the embedded database. */
  stop(): Promise<void>;
}

/** Starts everything in order: database, addresses, work. Resolves when the addresses answer. */
export async function startCompanion(config: Config, log: Logger): Promise<Companion> {
  const clock = createClock();
  const database = await openDatabase(config, log);
  const given = { ...database, traces: await openTraces(config.traces) };
  const parts = createServices({ config, log, clock: clock.now, ...given });
  const { services, client, verify, metrics, jobs, relay } = parts;
  const server = createServer(createApp(services, verify, metrics));
  const closeAll = async (): Promise<void> => {
    await Promise.all([services.traces.stop(), services.store.close()]);
    await database.stop();
  };
  await open(server, config, services, closeAll);

  const stopping = new AbortController();
  let ticks: readonly Ticking[] = [];
  let following = Promise.resolve();
  const working = work();
  return {
    url: config.publicUrl,
    async stop() {
      stopping.abort();
      await close(server);
      await working.then(() => following);
      await Promise.all(ticks.map((tick) => tick.stop()));
      await relay.stop();
      await jobs.stop();
      await services.meter.flush((measured) => services.store.measures.add(measured));
      await closeAll();
    },
  };

  async function work(): Promise<void> {
    // The sandbox's account is empty at first; a real one is provisioned by a person.
    if (config.sandbox) await prepareSandboxAccount(services, client, stopping.signal);
    if (stopping.signal.aborted) return;
    await jobs.start(handlersOf(services));
    ticks = startTicks(services, relay);
    clock.onMoved(async () => {
      await jobs.followClock(clock.offsetMs());
      for (const tick of ticks) void tick.now();
    });
    following = config.sandbox
      ? followSandboxClock({
          ...{ clock, log },
          sandboxUrl: config.kommo.baseUrl,
          stopping: stopping.signal,
        })
      : following;
  }
}

/** Before anything is answered: the database is this account's. */
async function open(
  server: Server,
  config: Config,
  { store }: Services,
  closeAll: () => Promise<void>,
): Promise<void> {
  try {
    await claimData(store.settings, config.kommo);
    await listen(server, config);
  } catch (error) {
    await closeAll();
    throw error;
  }
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
