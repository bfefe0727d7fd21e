import type { LinkedKind, Odoo, OdooOpportunity } from '../../adapters/odoo/odoo.js';
import type { WonLead } from '../../adapters/kommo/leads/won-leads.js';
import { compareHandOvers } from '../../../../domain/hand-over/compare-hand-overs.js';
import { AppError, backoff, errorCodeOf, retryVerdict } from '../../errors.js';
import type {
  BothSides,
  Carried,
  Found,
  Lost,
} from '../../../../domain/hand-over/compare-hand-overs.js';
import type { Sentence, Value } from '../../../../wording/sentence.js';
import type { Services } from '../../services.js';
import type { Difference, HandedOver } from '../../storage/tables.js';
import { done, failed } from '../../work/outcome.js';
import type { Outcome } from '../../work/outcome.js';
import { oneByOne } from '../../work/step.js';

const pageSize = 200;
/** Kommo gives so many leads in one call. */
const mostLeads = 250;
/** A bound for accounts of any size: 500 pages are 125,000 won leads. */
const mostPages = 500;

/**
 * Compares the leads won in Kommo with what Odoo has of them, both ways. 1,000 won leads are 4 calls to Kommo and 31 to
 * Odoo. What fails for good is recorded with the run: the next night comes anyway, so it is no work for a person.
 */
export const reconcile = oneByOne(
  'reconcile',
  async (services, { reconciliationId }, { isLast }) => {
    const { store, odoo, log } = services;
    if (!(await store.reconciliations.isRunning(reconciliationId))) return done();
    try {
      const sides = await readBothSides(services, odoo);
      const { differences: found, underWay } = compareHandOvers(sides);

      const compared = sides.won.length - underWay;
      await store.reconciliations.finish(reconciliationId, {
        ...{ compared, underWay },
        differences: found.map((one) => toDifference(reconciliationId, one)),
      });
      log.info({ compared, underWay, ...countsOf(found) }, 'compared Kommo with Odoo');
      return done();
    } catch (error) {
      return judge(services, { reconciliationId, isLast }, error);
    }
  },
  ({ store }, { reconciliationId }, { code }) =>
    store.reconciliations.fail(reconciliationId, errorCodeOf(code)),
);

async function judge(
  { store, log }: Services,
  { reconciliationId, isLast }: { readonly reconciliationId: string; readonly isLast: boolean },
  error: unknown,
): Promise<Outcome<never>> {
  const code = error instanceof AppError ? error.code : 'internal';
  if (retryVerdict(error).kind !== 'never' && !isLast) {
    const message = `The comparison with Odoo failed (${code}) and is tried again.`;
    return failed(new AppError(code, message, { retry: backoff, cause: error }));
  }
  await store.reconciliations.fail(reconciliationId, code);
  log.error({ code, err: error }, 'the comparison with Odoo failed until the next night');
  return done();
}

async function readBothSides(services: Services, odoo: Odoo | null): Promise<BothSides> {
  if (odoo === null)
    throw new AppError('odoo_not_configured', 'ODOO_URL and ODOO_KEY are not set.');
  const [won, carried, opportunities, failedWork] = await Promise.all([
    listWon(services),
    listCarried(services),
    listOpportunities(odoo),
    services.store.handedOver.listFailed(),
  ]);
  const wonIds = new Set(won.map(({ id }) => id));
  const finished = carried.filter(
    ({ kommoLeadId, state }) => wonIds.has(kommoLeadId) && state === 'done',
  );
  const [lost, notWon] = await Promise.all([
    findLost(odoo, finished, opportunities),
    findNotWon(services, distinct(opportunities.map((one) => one.kommoLeadId)), wonIds),
  ]);
  return { won, carried: carried.map(toCarried), opportunities, notWon, lost, failedWork };
}

async function findLost(
  odoo: Odoo,
  finished: readonly HandedOver[],
  opportunities: readonly OdooOpportunity[],
): Promise<BothSides['lost']> {
  const listed = new Set(opportunities.map(({ id }) => id));
  const look = async (kind: LinkedKind, ids: readonly (number | null)[]): Promise<Lost> => {
    const { gone, archived } = await odoo.findLost(kind, distinct(ids));
    return { gone: new Set(gone), archived: new Set(archived) };
  };
  const isOca = ({ contractUrl }: HandedOver) =>
    contractUrl?.includes('contract.contract') === true;
  const idsOf = (some: readonly HandedOver[]) => some.map(({ contractId }) => contractId);
  const unlisted = finished
    .map(({ opportunityId }) => opportunityId)
    .filter((id) => id !== null && !listed.has(id));
  const [customer, opportunity, project, order, contract] = await Promise.all([
    look(
      'customer',
      finished.map(({ customerId }) => customerId),
    ),
    look('opportunity', unlisted),
    look(
      'project',
      finished.map(({ projectId }) => projectId),
    ),
    look('order', idsOf(finished.filter((one) => !isOca(one)))),
    look('contract', idsOf(finished.filter(isOca))),
  ]);
  const archived = opportunities.filter((one) => one.archived).map(({ id }) => id);
  return {
    customer,
    project,
    opportunity: { ...opportunity, archived: new Set([...opportunity.archived, ...archived]) },
    order: {
      gone: new Set([...order.gone, ...contract.gone]),
      archived: new Set([...order.archived, ...contract.archived]),
    },
  };
}

const toCarried = ({
  customerId,
  opportunityId,
  projectId,
  contractId,
  ...rest
}: HandedOver): Carried => ({
  ...rest,
  ids: { customer: customerId, opportunity: opportunityId, project: projectId, order: contractId },
});

const distinct = (ids: readonly (number | null)[]): readonly number[] => [
  ...new Set(ids.flatMap((id) => id ?? [])),
];

async function listWon({ kommo }: Services): Promise<readonly WonLead[]> {
  const found: WonLead[] = [];
  for (let page: number | null = 1; page !== null && page <= mostPages;) {
    const { leads, next } = await kommo.listWonLeads(page);
    found.push(...leads);
    page = next;
  }
  // A lead that is won while the pages are read moves them, and may come twice.
  return [...new Map(found.map((lead) => [lead.id, lead])).values()];
}

async function listCarried({ store }: Services): Promise<readonly HandedOver[]> {
  const found: HandedOver[] = [];
  for (;;) {
    const page = await store.handedOver.page(found.at(-1)?.kommoLeadId ?? 0, pageSize);
    found.push(...page);
    if (page.length < pageSize) return found;
  }
}

async function listOpportunities(odoo: Odoo): Promise<readonly OdooOpportunity[]> {
  const found: OdooOpportunity[] = [];
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await odoo.listOpportunities(found.at(-1)?.id ?? 0);
    found.push(...page);
    if (page.length < pageSize) break;
  }
  return found;
}

/** Which of the leads that Odoo knows are in Kommo without being won; one may have been won since the list was read. */
async function findNotWon(
  { kommo }: Services,
  ids: readonly number[],
  won: ReadonlySet<number>,
): Promise<ReadonlySet<number>> {
  const asked = ids.filter((id) => !won.has(id));
  const found: number[] = [];
  for (let start = 0; start < asked.length; start += mostLeads) {
    const leads = await kommo.readLeadFields(asked.slice(start, start + mostLeads));
    found.push(...leads.map(({ id }) => id));
  }
  return new Set(found);
}

function toDifference(runId: string, { name, ...found }: Found): Difference {
  const { kind, kommoLeadId, odooId } = found;
  const lead: Value =
    name === '' ? { code: 'reconciliation.the_lead', params: { id: kommoLeadId ?? 0 } } : name;
  const text = textOf(kind, lead, odooId ?? 0);
  const id = [runId, kind, kommoLeadId ?? 0, odooId ?? 0].join(':');
  return { id, ...found, text, repairable: !personDecides.has(kind) };
}

const textOf = (kind: Difference['kind'], lead: Value, odooId: number): Sentence =>
  kind === 'missing_in_odoo' || kind === 'in_failed_work'
    ? { code: `reconciliation.${kind}`, params: { lead } }
    : { code: `reconciliation.${kind}`, params: { lead, odooId } };

const personDecides: ReadonlySet<string> = new Set([
  'in_failed_work',
  'missing_in_kommo',
  'not_won_in_kommo',
  'customer_archived',
  'opportunity_archived',
  'project_archived',
  'order_cancelled',
]);

const countsOf = (found: readonly Found[]): Readonly<Record<string, number>> =>
  found.reduce<Record<string, number>>(
    (counts, { kind }) => ({ ...counts, [kind]: (counts[kind] ?? 0) + 1 }),
    {},
  );
