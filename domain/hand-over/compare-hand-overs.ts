import type { Difference } from '../../contract/admin.js';

export interface WonInKommo {
  readonly id: number;
  readonly name: string;
  readonly odooCustomerId: number | null;
}

export interface Carried {
  readonly kommoLeadId: number;
  readonly state: 'requested' | 'done' | 'failed';
  readonly customerId: number | null;
  readonly opportunityId: number | null;
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
  /** Recorded ids that Odoo has no longer. */
  readonly goneCustomers: ReadonlySet<number>;
  readonly goneOpportunities: ReadonlySet<number>;
  /** Leads that are in Kommo without being won; what is neither here nor won was deleted. */
  readonly notWon: ReadonlySet<number>;
}

export type Found = Pick<Difference, 'kind' | 'kommoLeadId' | 'odooId'> & { readonly name: string };

/** What differs between the leads won in Kommo and what Odoo has of them, both ways. Hand-overs under way are let be. */
export function compareHandOvers(sides: BothSides): readonly Found[] {
  const carriedByLead = new Map(sides.carried.map((one) => [one.kommoLeadId, one]));
  const opportunityByLead = new Map(sides.opportunities.map((one) => [one.kommoLeadId, one]));
  const won = new Set(sides.won.map(({ id }) => id));
  const fromKommo = sides.won.flatMap((lead) => {
    const carried = carriedByLead.get(lead.id) ?? null;
    const opportunity = opportunityByLead.get(lead.id) ?? null;
    if (carried?.state === 'requested') return [];
    return carried?.state === 'done'
      ? ofFinished(lead, carried, sides)
      : ofUnfinished(lead, opportunity, carried);
  });
  const fromOdoo = sides.opportunities.flatMap((one) => {
    const { kommoLeadId } = one;
    if (kommoLeadId === null || won.has(kommoLeadId)) return [];
    if (carriedByLead.get(kommoLeadId)?.state === 'requested') return [];
    return [ofOpportunity(one, kommoLeadId, sides.notWon)];
  });
  return [...fromKommo, ...fromOdoo];
}

function ofFinished(
  { id: kommoLeadId, name, odooCustomerId }: WonInKommo,
  { customerId, opportunityId }: Carried,
  { goneCustomers, goneOpportunities }: BothSides,
): readonly Found[] {
  const gone = (kind: Found['kind'], odooId: number): readonly Found[] => [
    { kind, kommoLeadId, odooId, name },
  ];
  if (customerId !== null && goneCustomers.has(customerId)) {
    return gone('customer_gone', customerId);
  }
  if (opportunityId !== null && goneOpportunities.has(opportunityId)) {
    return gone('opportunity_gone', opportunityId);
  }
  return customerId === null || customerId === odooCustomerId
    ? []
    : gone('id_not_in_kommo', customerId);
}

/** Never handed over, as far as we know, or not to its end. */
function ofUnfinished(
  { id: kommoLeadId, name, odooCustomerId }: WonInKommo,
  opportunity: InOdoo | null,
  carried: Carried | null,
): readonly Found[] {
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
