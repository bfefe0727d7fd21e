import { crossedLevels } from '../../../../domain/alert/alert-levels.js';
import { dayMs } from '../../../../domain/time/local-time.js';
import type { Services } from '../../services.js';
import type { AlertSubject } from '../../storage/tables.js';

export interface Watched {
  readonly subject: AlertSubject;
  /** Of 50, 70, 90 and 100; none where all is well. */
  readonly levels: readonly number[];
  readonly count: number;
  readonly limit: number;
}

/** A token that ends within so many days is told, and again in the last days. */
const tokenDays = { soon: 14, last: 3 } as const;
/** A disk is no news before it is nearly full. */
const fullDisk = [90, 100] as const;

/** What nears its limit beside failures: WhatsApp's day, the disk, leads over their time, and Kommo's token (R8.5). */
export const readWatched = (services: Services): Promise<readonly Watched[]> =>
  Promise.all([
    watchWhatsApp(services),
    watchDisk(services),
    watchStuck(services),
    watchToken(services),
  ]);

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

/** By days left; a token that renews itself has no end. */
async function watchToken({ connection, clock }: Services): Promise<Watched> {
  const { expiresAt } = await connection.read();
  const left = expiresAt === null ? null : (Date.parse(expiresAt) - clock().getTime()) / dayMs;
  const isSoon = left !== null && left <= tokenDays.soon;
  const isLast = left !== null && left <= tokenDays.last;
  return {
    subject: 'kommo_token',
    levels: [...(isSoon ? [90] : []), ...(isLast ? [100] : [])],
    count: Math.max(0, Math.floor(left ?? 0)),
    limit: tokenDays.soon,
  };
}
