import type { Difference } from '../../contract/admin.js';

export interface WonInKommo {
  readonly id: number;
  readonly name: string;
  readonly odooCustomerId: number | null;
}

/** Kinds of Odoo's records that a hand-over leaves; `order` stands for any contract. */
export type Kept = 'customer' | 'opportunity' | 'project' | 'order';

export interface Carried {
  readonly kommoLeadId: number;
  readonly state: 'requested' | 'done' | 'failed';
  readonly ids: Readonly<Record<Kept, number | null>>;
  /** A person gave its failed work up, with a reason. */
  readonly discarded: boolean;
  /** It was handed over although it was not won, with a reason. */
  readonly neverWon: boolean;
}

/** Ids of one kind that Odoo has no longer, or that somebody archived (an order: cancelled). */
export interface Lost {
  readonly gone: ReadonlySet<number>;
  readonly archived: ReadonlySet<number>;
}

export interface InOdoo {
  readonly id: number;
  readonly kommoLeadId: number | null;
  readonly name: string;
  readonly partnerId: number | null;
}

export interface BothSides {
  readonly won: readonly WonInKommo[];
  readonly carried: readonly Carried[];
  /** Opportunities with our mark. */
  readonly opportunities: readonly InOdoo[];
  readonly lost: Readonly<Record<Kept, Lost>>;
  /** Leads whose hand-over waits in failed work, for a person. */
  readonly failedWork: ReadonlySet<number>;
  /** Leads that are in Kommo without being won; what is neither here nor won was deleted. */
  readonly notWon: ReadonlySet<number>;
}

export type Found = Pick<Difference, 'kind' | 'kommoLeadId' | 'odooId'> & { readonly name: string };

export interface Compared {
  readonly differences: readonly Found[];
  /** Won leads that are being handed over, and so were not compared. */
  readonly underWay: number;
}

/** What differs between the leads won in Kommo and what Odoo has of them, both ways. Hand-overs under way are let be. */
export function compareHandOvers(sides: BothSides): Compared {
  const carriedByLead = new Map(sides.carried.map((one) => [one.kommoLeadId, one]));
  const opportunityByLead = new Map(sides.opportunities.map((one) => [one.kommoLeadId, one]));
  const won = new Set(sides.won.map(({ id }) => id));
  const fromKommo = sides.won.flatMap((lead) => {
    const carried = carriedByLead.get(lead.id) ?? null;
    const opportunity = opportunityByLead.get(lead.id) ?? null;
    if (carried?.state === 'requested' || isGivenUp(carried)) return [];
    return carried?.state === 'done'
      ? ofFinished(lead, carried, sides)
      : ofUnfinished(lead, opportunity, { carried, isFailed: sides.failedWork.has(lead.id) });
  });
  const fromOdoo = sides.opportunities.flatMap((one) => {
    const { kommoLeadId } = one;
    if (kommoLeadId === null || won.has(kommoLeadId)) return [];
    const carried = carriedByLead.get(kommoLeadId) ?? null;
    if (carried?.state === 'requested') return [];
    if (carried?.neverWon === true && sides.notWon.has(kommoLeadId)) return [];
    return [ofOpportunity(one, kommoLeadId, sides.notWon)];
  });
  const isUnderWay = ({ id }: WonInKommo) => carriedByLead.get(id)?.state === 'requested';
  return {
    differences: [...fromKommo, ...fromOdoo],
    underWay: sides.won.filter(isUnderWay).length,
  };
}

const isGivenUp = (carried: Carried | null): boolean =>
  carried?.state === 'failed' && carried.discarded;

/** In the order of the steps: what hangs on a lost record is not told beside it. */
const kept: readonly Kept[] = ['customer', 'opportunity', 'project', 'order'];

function ofFinished(
  { id: kommoLeadId, name, odooCustomerId }: WonInKommo,
  { ids }: Carried,
  { lost }: BothSides,
): readonly Found[] {
  const found = (which: keyof Lost): readonly Found[] =>
    kept.flatMap((one) => {
      const odooId = ids[one];
      if (odooId === null || !lost[one][which].has(odooId)) return [];
      return [{ kind: kinds[one][which], kommoLeadId, odooId, name }];
    });
  const [gone] = found('gone');
  if (gone !== undefined) return [gone];
  const { customer } = ids;
  return [
    ...found('archived'),
    ...(customer === null || customer === odooCustomerId
      ? []
      : [{ kind: 'id_not_in_kommo', kommoLeadId, odooId: customer, name } as const]),
  ];
}

const kinds = {
  customer: { gone: 'customer_gone', archived: 'customer_archived' },
  opportunity: { gone: 'opportunity_gone', archived: 'opportunity_archived' },
  project: { gone: 'project_gone', archived: 'project_archived' },
  order: { gone: 'order_gone', archived: 'order_cancelled' },
} as const satisfies Readonly<Record<Kept, Readonly<Record<keyof Lost, Found['kind']>>>>;

/** Never handed over, as far as we know, or not to its end. */
function ofUnfinished(
  { id: kommoLeadId, name, odooCustomerId }: WonInKommo,
  opportunity: InOdoo | null,
  { carried, isFailed }: { readonly carried: Carried | null; readonly isFailed: boolean },
): readonly Found[] {
  // Handed over again as it is, it would stop at the same place.
  if (isFailed) return [{ kind: 'in_failed_work', kommoLeadId, odooId: null, name }];
  if (opportunity === null || carried !== null) {
    return [{ kind: 'missing_in_odoo', kommoLeadId, odooId: null, name }];
  }
  return odooCustomerId === null
    ? [{ kind: 'id_not_in_kommo', kommoLeadId, odooId: opportunity.partnerId, name }]
    : [];
}

const ofOpportunity = (
  { id: odooId, name }: InOdoo,
  kommoLeadId: number,
  notWon: ReadonlySet<number>,
): Found => ({
  kind: notWon.has(kommoLeadId) ? 'not_won_in_kommo' : 'missing_in_kommo',
  kommoLeadId,
  odooId,
  name,
});
