import type { CallList } from '../../../../contract/calls.js';
import { orderCalls } from '../../../../domain/call-list/order-calls.js';
import type { Services } from '../../services.js';

/** More open leads than a firm of this size has. */
const mostOpen = 2_000;
const mostShown = 100;

interface Reader {
  readonly userId: number;
  /** As Kommo's token says; null where it does not. */
  readonly isAdmin: boolean | null;
}

/**
 * "A quién llamo primero" (R5.1): administrators and the team's manager see everybody's open leads, an executive the own.
 * Asks nothing of Kommo: whose a lead is was told by its hooks, and the card looks at the rights again.
 */
export async function readCalls(
  { store, blueprint, clock }: Pick<Services, 'store' | 'blueprint' | 'clock'>,
  { userId, isAdmin }: Reader,
): Promise<CallList> {
  const seesAll = isAdmin === true || (await store.team.read()).managerId === userId;
  const open = await store.openLeads.list(seesAll ? null : userId, mostOpen);
  const stages = blueprint.pipelines.flatMap((pipeline) => pipeline.stages);
  const calls = orderCalls(open, clock()).slice(0, mostShown);
  return {
    of: seesAll ? 'all' : 'own',
    total: open.length,
    calls: calls.map(({ kommoLeadId, company, person, owner, stage, ...lead }) => ({
      ...{ kommoLeadId, owner, leadClass: lead.leadClass, score: lead.score },
      name: company || person || String(kommoLeadId),
      person: person === '' || company === '' ? null : person,
      stage: stages.find(({ key }) => key === stage)?.name ?? stage,
      ...{ limitAt: lead.limitAt, why: lead.why, next: lead.next },
    })),
  };
}
