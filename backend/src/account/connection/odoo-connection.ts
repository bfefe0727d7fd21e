import { z } from 'zod';
import type { OdooConnection } from '../../../../contract/odoo-connection.js';
import type { Odoo } from '../../adapters/odoo/odoo.js';
import type { Config } from '../../config.js';
import { AppError } from '../../errors.js';
import type { SettingTable } from '../../storage/tables.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';
import { isSentence } from '../../../../wording/say.js';

export type UnwordedOdooConnection = Unworded<OdooConnection, 'reason' | 'remedy' | 'lacks'>;

/** How Odoo was last found, by any process. */
export interface OdooConnections {
  /** At most a minute old. */
  read(): Promise<UnwordedOdooConnection>;
  /** Asks Odoo now. */
  test(): Promise<UnwordedOdooConnection>;
}

interface Tools {
  readonly odoo: Pick<Odoo, 'readServer' | 'wakeUp' | 'lacks'> | null;
  readonly configured: Config['odoo'];
  readonly settings: Pick<SettingTable, 'get' | 'set'>;
  readonly clock: () => Date;
  /** Longest time that a page waits for Odoo. */
  readonly longestWaitMs?: number;
}

export function createOdooConnections(tools: Tools): OdooConnections {
  const { odoo, clock } = tools;
  const test = async (): Promise<UnwordedOdooConnection> => {
    if (odoo === null) return notConfigured;
    const found = await look(odoo, tools.longestWaitMs ?? 8_000);
    const before = await readKept(tools);
    const kept = keep(before, found, clock().toISOString());
    await tools.settings.set(settingKey, kept);
    return told(tools, kept);
  };
  return {
    test,
    async read() {
      if (odoo === null) return notConfigured;
      const kept = await readKept(tools);
      const age = kept === null ? Infinity : clock().getTime() - Date.parse(kept.checkedAt);
      return kept === null || age > freshMs ? test() : told(tools, kept);
    },
  };
}

const settingKey = 'odoo.connection';
const freshMs = 60_000;

const keptSchema = z.object({
  state: z.enum(['connected', 'failing']),
  since: z.iso.datetime(),
  checkedAt: z.iso.datetime(),
  transport: z.enum(['json2', 'jsonrpc', 'rest']).nullable(),
  version: z.string().nullable(),
  lastError: z.object({ at: z.iso.datetime(), reason: z.custom<Sentence>(isSentence) }).nullable(),
});
type Kept = z.infer<typeof keptSchema>;

async function readKept({ settings }: Tools): Promise<Kept | null> {
  const parsed = keptSchema.safeParse(await settings.get(settingKey));
  return parsed.success ? parsed.data : null;
}

type Found =
  | { readonly kind: 'answered'; readonly version: string; readonly transport: Kept['transport'] }
  | { readonly kind: 'failed'; readonly reason: Sentence };

async function look(odoo: NonNullable<Tools['odoo']>, longestMs: number): Promise<Found> {
  // Somebody looks because something was changed: a rejected key is asked for again.
  odoo.wakeUp();
  const late = new Promise<Found>((resolve) => {
    setTimeout(resolve, longestMs, failedWith({ code: 'odoo.unreachable' })).unref();
  });
  const asked = odoo.readServer().then(
    ({ version, transport }): Found => ({ kind: 'answered', version, transport }),
    (error: unknown) =>
      failedWith((error instanceof AppError ? error.reason : null) ?? { code: 'odoo.unknown' }),
  );
  return Promise.race([asked, late]);
}

const failedWith = (reason: Sentence): Found => ({ kind: 'failed', reason });

const unknown = { version: null, transport: null, lastError: null };

/** What was known of it before stays where it does not answer. */
function keep(before: Kept | null, found: Found, now: string): Kept {
  const state: Kept['state'] = found.kind === 'answered' ? 'connected' : 'failing';
  const since = before?.state === state ? before.since : now;
  const { version, transport, lastError } = before ?? unknown;
  const known = { state, since, checkedAt: now } as const;
  return found.kind === 'answered'
    ? { ...known, version: found.version, transport: found.transport, lastError }
    : { ...known, version, transport, lastError: { at: now, reason: found.reason } };
}

function told({ configured, odoo }: Tools, kept: Kept): UnwordedOdooConnection {
  return {
    ...kept,
    url: configured?.url ?? null,
    database: configured?.database === '' ? null : (configured?.database ?? null),
    remedy: kept.state === 'connected' ? null : { code: 'doctor.odoo_remedy' },
    lacks: odoo?.lacks ?? [],
  };
}

const notConfigured: UnwordedOdooConnection = {
  state: 'not_configured',
  ...{ since: null, checkedAt: null, transport: null, version: null, url: null, database: null },
  lastError: null,
  remedy: { code: 'doctor.odoo_missing_remedy' },
  lacks: [],
};
