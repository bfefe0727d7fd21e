import { dayMs, localClock, localDateOf, minuteMs } from '../../../../domain/time/local-time.js';
import { createMeta } from '../../adapters/meta/meta.js';
import type { Meta } from '../../adapters/meta/meta.js';
import { endOfVersion } from '../../adapters/meta/graph/graph-versions.js';
import type { Config } from '../../config.js';
import { tellsDeliveries } from '../../journey/reading/delivery-evidence.js';
import type { SettingTable } from '../../storage/tables.js';
import { adLeadsMark } from '../../work/ad-leads-mark.js';
import { failed, failureOf, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';

const warnMs = 90 * dayMs;
/** Time enough to make a new one. */
const tokenWarnMs = 14 * dayMs;
/** Four runs were missed. */
const lateMs = 60 * minuteMs;

interface Tools {
  readonly config: Pick<Config, 'meta'>;
  readonly clock: () => Date;
  readonly kept: { readonly settings: Pick<SettingTable, 'get'> } | null;
}

/** Lead ads: what is configured, whether the page lets us in and tells us, and how long the version lasts (R5.3, R5.4). */
export async function checkMeta({
  config: { meta },
  clock,
  kept,
}: Tools): Promise<readonly Check[]> {
  const evidence = kept === null ? [] : [await checkEvidence({ store: kept, clock })];
  const missing = missingOf(meta);
  if (missing.length === 4) {
    return [ok({ code: 'meta.connection' }, { code: 'meta.not_set' }), ...evidence];
  }
  return [
    ...(missing.length === 0 ? [] : [partly(missing)]),
    ...(await checkPage(createMeta(meta), meta.pageId, clock())),
    ...(kept === null || missing.length > 0 ? [] : [await checkCatchUp(kept, clock())]),
    checkVersion(meta.graphVersion, clock()),
    ...evidence,
  ];
}

const missingOf = (meta: Config['meta']): readonly string[] => [
  ...(meta.appSecrets.length === 0 ? ['META_APP_SECRET'] : []),
  ...(meta.verifyTokens.length === 0 ? ['META_VERIFY_TOKEN'] : []),
  ...(meta.pageToken === null ? ['META_PAGE_TOKEN'] : []),
  ...(meta.pageId === null ? ['META_PAGE_ID'] : []),
];

const partly = (missing: readonly string[]): Check =>
  failed(
    { code: 'meta.connection' },
    { code: 'meta.partly_set', params: { missing } },
    { code: 'meta.not_set_remedy' },
  );

async function checkPage(
  meta: Meta | null,
  pageId: string | null,
  now: Date,
): Promise<readonly Check[]> {
  const name = { code: 'meta.connection' } as const;
  if (meta === null || pageId === null) return [];
  try {
    const { name: page, isSubscribed } = await meta.readPage();
    const token = await checkToken(meta, now);
    if (isSubscribed) return [ok(name, { code: 'meta.page_told', params: { page } }), ...token];
    return [
      failed(
        name,
        { code: 'meta.page_silent', params: { page } },
        { code: 'meta.page_silent_remedy', params: { page: pageId } },
      ),
      ...token,
    ];
  } catch (error) {
    return [{ ...failureOf(name, error), remedy: { code: 'meta.check_remedy' } }];
  }
}

/** How long the token is good for, and whether it may read the answers. */
async function checkToken(meta: Meta, now: Date): Promise<readonly Check[]> {
  const name = { code: 'meta.token' } as const;
  const remedy = { code: 'meta.token_remedy' } as const;
  const token = await meta.readToken();
  if (token === null) return [];
  const { endsAt, mayReadLeads } = token;
  if (!mayReadLeads) return [failed(name, { code: 'meta.token_may_not' }, remedy)];
  if (endsAt === null) return [ok(name, { code: 'meta.token_endless' })];
  const params = { day: localDateOf(endsAt) };
  if (endsAt <= now) return [failed(name, { code: 'meta.token_ended' }, remedy)];
  return [
    endsAt.getTime() - now.getTime() < tokenWarnMs
      ? warning(name, { code: 'meta.token_ends', params }, remedy)
      : ok(name, { code: 'meta.token_ends', params }),
  ];
}

/** Deliveries that were missed are found by it (R5.3); it runs every quarter of an hour. */
async function checkCatchUp({ settings }: NonNullable<Tools['kept']>, now: Date): Promise<Check> {
  const name = { code: 'meta.catch_up' } as const;
  const last = adLeadsMark.read(await settings.get(adLeadsMark.key));
  if (last === null) return ok(name, { code: 'meta.catch_up_none' });
  const found = { code: 'meta.catch_up_at', params: { at: localClock(last) } } as const;
  return now.getTime() - last.getTime() < lateMs
    ? ok(name, found)
    : warning(name, found, { code: 'meta.catch_up_remedy' });
}

/** Calls to a version that has ended are refused, and leads wait. */
function checkVersion(version: string, now: Date): Check {
  const name = { code: 'meta.version' } as const;
  const day = endOfVersion(version);
  const left = day === null ? Infinity : Date.parse(day) - now.getTime();
  if (day === null || left > warnMs)
    return ok(name, { code: 'meta.version_fine', params: { version } });
  const remedy = { code: 'meta.version_remedy' } as const;
  return left <= 0
    ? failed(name, { code: 'meta.version_ended', params: { version, day } }, remedy)
    : warning(name, { code: 'meta.version_ends', params: { version, day } }, remedy);
}

/** By what the firm knows that a message arrived. */
async function checkEvidence(tools: Parameters<typeof tellsDeliveries>[0]): Promise<Check> {
  const name = { code: 'meta.evidence' } as const;
  return (await tellsDeliveries(tools))
    ? ok(name, { code: 'meta.evidence_meta' })
    : ok(name, { code: 'meta.evidence_kommo' });
}
