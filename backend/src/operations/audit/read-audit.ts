import type { Audit } from '../../../../contract/audit.js';
import type { Services } from '../../services.js';
import type { Act, ActFilter } from '../../storage/tables.js';
import { loadKept } from '../failed-work/kept-leads.js';
import { changesOf } from './changes-of.js';

type Page = ActFilter & { readonly limit: number; readonly olderThan: number | null };

/** Who did what, when, to which lead, before and after (R8.2). */
export async function readAudit(
  services: Pick<Services, 'store'>,
  { limit, ...page }: Page,
): Promise<Audit> {
  const { audit } = services.store;
  // One more says whether there is an older one.
  const [acts, { people, actions }] = await Promise.all([
    audit.list({ ...page, limit: limit + 1 }),
    audit.kinds(),
  ]);
  const shown = acts.slice(0, limit);
  const leads = await loadKept(
    services,
    shown.map(({ kommoLeadId }) => (kommoLeadId === null ? {} : { kommoLeadId })),
  );
  return {
    items: shown.map((act, index) => lineOf(act, leads[index]?.name ?? null)),
    next: acts.length > limit ? (shown.at(-1)?.id ?? null) : null,
    people,
    acts: actions,
  };
}

const lineOf = (
  { id, at, by, action, kommoLeadId, before, after, status }: Act,
  leadName: string | null,
): Audit['items'][number] => ({
  ...{ id, at, by, act: action, kommoLeadId, leadName },
  changes: changesOf(before, after),
  ended: endedBy(status),
});

function endedBy(status: number | null): Audit['items'][number]['ended'] {
  if (status === null) return 'cut_short';
  if (status < 400) return 'done';
  return status < 500 ? 'refused' : 'failed';
}
