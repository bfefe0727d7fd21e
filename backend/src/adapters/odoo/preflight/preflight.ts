import { z } from 'zod';
import { AppError } from '../../../errors.js';
import { checkPieces } from './preflight-pieces.js';
import { rehearse } from './rehearse.js';
import type { Check } from '../odoo.js';
import { servicesNeeded } from './preflight-needs.js';
import { moduleOf } from '../records/modules.js';
import type { StepTools } from '../records/step-tools.js';
import type { OdooServer, OdooTransport } from '../transport/transport.js';
import { text } from '../records/values.js';
import type { Sentence } from '../../../../../wording/sentence.js';

const oldest = 16;
const newestTried = 19;

/** From the connection inwards; without a connection the rest is not asked. */
export async function preflight(
  tools: StepTools,
  transport: OdooTransport,
): Promise<readonly Check[]> {
  let server: OdooServer;
  try {
    server = await transport.readServer();
  } catch (error) {
    return [failure({ code: 'preflight.connection' }, error)];
  }
  const asked: readonly Check[] = [
    {
      name: { code: 'preflight.connection' },
      state: 'ok',
      found: {
        code: 'preflight.server',
        params: {
          version: server.version,
          transport: transport.kind,
          database: tools.settings.database,
        },
      },
      remedy: null,
    },
    checkVersion(server),
    ...(await each(modelNeeds(tools), (need) => checkModel(tools, need))),
    ...(await each(
      checkPieces(tools),
      (piece) => piece.look(),
      (piece) => piece.name,
    )),
    await guarded({ code: 'preflight.key_expiry' }, () => checkKeyExpiry(tools, server)),
  ];
  // What is known to be missing would only be told a second time.
  const isMissing = asked.some(({ state }) => state === 'failed');
  return isMissing ? asked : [...asked, await rehearse(tools, transport)];
}

function checkVersion({ version, major }: OdooServer): Check {
  const known = major !== null && major >= oldest && major <= newestTried;
  return {
    name: { code: 'preflight.version' },
    state: known ? 'ok' : 'warning',
    found: version,
    remedy: known ? null : { code: 'preflight.version_remedy' },
  };
}

interface ModelNeed {
  readonly model: string;
  readonly operations: readonly string[];
  readonly name: Sentence;
}

function modelNeeds(tools: StepTools): readonly ModelNeed[] {
  return servicesNeeded(tools.settings).map((need) => ({
    ...need,
    name: { code: 'preflight.rights', params: { model: need.model } },
  }));
}

async function checkModel({ records }: StepTools, need: ModelNeed): Promise<Check> {
  if ((await records.fields(need.model)) === null) {
    return {
      name: { code: 'preflight.module', params: { name: moduleOf(need.model) } },
      state: 'failed',
      found: { code: 'preflight.not_installed' },
      remedy: { code: 'preflight.module_remedy' },
    };
  }
  const granted = await Promise.all(
    need.operations.map((operation) =>
      records.run({
        model: need.model,
        method: 'check_access_rights',
        args: { operation, raise_exception: false },
      }),
    ),
  );
  const lacking = need.operations.filter((_operation, index) => granted[index] !== true);
  return {
    name: need.name,
    state: lacking.length === 0 ? 'ok' : 'failed',
    found:
      lacking.length === 0
        ? { code: 'preflight.granted' }
        : { code: 'preflight.lacking', params: { operations: lacking.join(', ') } },
    remedy: lacking.length === 0 ? null : { code: 'preflight.rights_remedy' },
  };
}

const keyRow = z.object({ name: text, expiration_date: text });
const warnDays = 14;

/** Keys of ordinary users end after 90 days from 18 on. Where they cannot be read there is nothing to say. */
async function checkKeyExpiry(tools: StepTools, { userId }: OdooServer): Promise<Check> {
  const fields = await tools.records.fields('res.users.apikeys').catch(() => null);
  const keys =
    fields && 'expiration_date' in fields && userId !== null
      ? await tools.records.search(
          'res.users.apikeys',
          { domain: [['user_id', '=', userId]], fields: ['name', 'expiration_date'] },
          keyRow,
        )
      : [];
  // Which of several keys is ours cannot be told, so the first to end is the one to know of.
  const [next] = keys.flatMap(({ expiration_date: day }) => (day === null ? [] : [day])).sort();
  if (next === undefined) {
    return {
      name: { code: 'preflight.key_expiry' },
      state: 'ok',
      found: { code: 'preflight.never_expires' },
      remedy: null,
    };
  }
  const daysLeft =
    (Date.parse(`${next.slice(0, 10)}T00:00:00Z`) - tools.now().getTime()) / 86_400_000;
  return {
    name: { code: 'preflight.key_expiry' },
    state: daysLeft < warnDays ? 'warning' : 'ok',
    found: { code: 'preflight.expires', params: { day: next.slice(0, 10) } },
    remedy: daysLeft < warnDays ? { code: 'preflight.key_expiry_remedy' } : null,
  };
}

async function each<T extends { readonly name: Sentence }>(
  needs: readonly T[],
  look: (need: T) => Promise<Check>,
  nameOf: (need: T) => Sentence = ({ name }) => name,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const need of needs) checks.push(await guarded(nameOf(need), () => look(need)));
  return checks;
}

async function guarded(name: Sentence, look: () => Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    return failure(name, error);
  }
}

const failure = (name: Sentence, error: unknown): Check => ({
  name,
  state: 'failed',
  found: error instanceof AppError ? (error.reason ?? error.message) : { code: 'odoo.unknown' },
  remedy: null,
});
