import { z } from 'zod';
import { crossedLevels } from '../../../../domain/alert/alert-levels.js';
import { dayMs } from '../../../../domain/time/local-time.js';
import { hookStateKey } from '../catch-up.js';
import { readMetaEnd } from './read-meta-end.js';
import type { Services } from '../../services.js';
import type { AlertSubject } from '../../storage/tables.js';

export interface Watched {
  readonly subject: AlertSubject;
  /** Of 50, 70, 90 and 100; none where all is well. */
  readonly levels: readonly number[];
  readonly count: number;
  readonly limit: number;
}

const hookSchema = z.object({ state: z.string() });
/** A token or key that ends within so many days is told, and again in the last days. */
const endDays = { soon: 14, last: 3 } as const;
/** A disk is no news before it is nearly full. */
const fullDisk = [90, 100] as const;

/** What nears its limit beside failures: WhatsApp's day, the disk, leads over their time, hooks, tokens and keys (R8.5). */
export const readWatched = async (services: Services): Promise<readonly Watched[]> => [
  ...(await Promise.all([
    watchWhatsApp(services),
    watchDisk(services),
    watchStuck(services),
    watchHooks(services),
  ])),
  ...(await watchEnds(services)),
];

async function watchWhatsApp({ store, config, clock }: Services): Promise<Watched> {
  const { reached: count } = await store.templateSends.backlog(clock());
  const limit = config.messages.peoplePerDay;
  return { subject: 'whatsapp', levels: crossedLevels(count, limit), count, limit };
}

/** The last tenth of a disk fills quickly. */
async function watchDisk({ readDisk }: Services): Promise<Watched> {
  const disk = await readDisk();
  const count = disk === null ? 0 : Math.round((100 * disk.used) / disk.total);
  const levels = fullDisk.filter((level) => count >= (level === 100 ? 97 : level));
  return { subject: 'disk', levels, count, limit: 100 };
}

async function watchStuck({ store, config, clock }: Services): Promise<Watched> {
  const limit = config.failureLimits.deadLetters;
  const count = (await store.leadStages.listOver(clock(), limit)).length;
  return { subject: 'stuck_leads', levels: crossedLevels(count, limit), count, limit };
}

/** Disabled since the last look, though armed again, or gone: what Kommo told meanwhile came late or not at all. */
async function watchHooks({ store }: Services): Promise<Watched> {
  const kept = hookSchema.safeParse(await store.settings.get(hookStateKey)).data;
  const isLost = kept?.state === 'armed_again' || kept?.state === 'missing';
  return { subject: 'hooks', levels: isLost ? [100] : [], count: isLost ? 1 : 0, limit: 1 };
}

/** Keys and tokens by days left; one that renews itself, or whose end nobody knows, has none. */
async function watchEnds(services: Services): Promise<readonly Watched[]> {
  const { connection, config } = services;
  const now = services.clock();
  return [
    watchEnd('kommo_token', (await connection.read()).expiresAt, now),
    watchEnd('meta_token', await readMetaEnd(services), now),
    watchEnd('odoo_key', config.odooKeyExpires, now),
  ];
}

function watchEnd(subject: AlertSubject, endsAt: string | null, now: Date): Watched {
  const left = endsAt === null ? Infinity : (Date.parse(endsAt) - now.getTime()) / dayMs;
  return {
    subject,
    levels: [...(left <= endDays.soon ? [90] : []), ...(left <= endDays.last ? [100] : [])],
    count: endsAt === null ? 0 : Math.max(0, Math.floor(left)),
    limit: endDays.soon,
  };
}
