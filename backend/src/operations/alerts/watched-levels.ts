import { crossedLevels } from '../../../../domain/alert/alert-levels.js';
import type { Services } from '../../services.js';
import type { AlertSubject } from '../../storage/tables.js';
import { readLevels } from '../kpis/read-levels.js';

export interface Watched {
  readonly subject: AlertSubject;
  /** Of 50, 70, 90 and 100; none where all is well. */
  readonly levels: readonly number[];
  readonly count: number;
  readonly limit: number;
}

const dayMs = 86_400_000;
/** A token that ends within so many days is told, and again in the last days. */
const tokenDays = { soon: 14, last: 3 } as const;
/** A disk is no news before it is nearly full. */
const fullDisk = [90, 100] as const;

/** What nears its limit beside failures: WhatsApp's day, the disk, leads over their time, and Kommo's token (R8.5). */
export async function readWatched(services: Services): Promise<readonly Watched[]> {
  const [levels, stuck, token] = await Promise.all([
    readLevels(services),
    watchStuck(services),
    watchToken(services),
  ]);
  const valueOf = (wanted: string): number =>
    levels.find(({ name }) => name === wanted)?.value ?? 0;
  const people = valueOf('whatsapp_people');
  const limit = valueOf('whatsapp_limit');
  const percent = Math.round(valueOf('disk_share') * 100);
  return [
    { subject: 'whatsapp', levels: crossedLevels(people, limit), count: people, limit },
    {
      subject: 'disk',
      // The last tenth of a disk fills quickly.
      levels: fullDisk.filter((level) => percent >= (level === 100 ? 97 : level)),
      ...{ count: percent, limit: 100 },
    },
    ...[stuck, token],
  ];
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
