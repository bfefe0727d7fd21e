import { createMeta } from '../../adapters/meta/meta.js';
import type { Meta } from '../../adapters/meta/meta.js';
import { endOfVersion } from '../../adapters/meta/graph/graph-versions.js';
import type { Config } from '../../config.js';
import { tellsDeliveries } from '../../journey/reading/delivery-evidence.js';
import type { SettingTable } from '../../storage/tables.js';
import { failed, failureOf, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';

const warnMs = 90 * 24 * 60 * 60_000;

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
    ...(await checkPage(createMeta(meta), meta.pageId)),
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

async function checkPage(meta: Meta | null, pageId: string | null): Promise<readonly Check[]> {
  const name = { code: 'meta.connection' } as const;
  if (meta === null || pageId === null) return [];
  try {
    const { name: page, isSubscribed } = await meta.readPage();
    if (isSubscribed) return [ok(name, { code: 'meta.page_told', params: { page } })];
    return [
      failed(
        name,
        { code: 'meta.page_silent', params: { page } },
        { code: 'meta.page_silent_remedy', params: { page: pageId } },
      ),
    ];
  } catch (error) {
    return [{ ...failureOf(name, error), remedy: { code: 'meta.check_remedy' } }];
  }
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
