import type { Services } from '../../services.js';
import type { Claim } from '../../storage/tables.js';

/** What is to become of a lead whose person may be a contact of Kommo's. */
export type Place =
  | Claim
  /** The person has an open lead: this one goes into it. */
  | { readonly kind: 'open'; readonly kommoLeadId: number };
export type Places = ReadonlyMap<string, Place>;

type Claims = ReadonlyMap<string, Claim>;
const lockName = (contactId: number): string => `contact:${contactId}`;

/**
 * One lead of a contact is sent at a time, in all processes, while `work` runs: whoever comes while it is on its way waits and
 * finds it open then, so that one person has one open lead however many captures arrive at once.
 */
export function holdContacts<T>(
  { store }: Pick<Services, 'store'>,
  claims: Claims,
  work: (places: Places) => Promise<T>,
): Promise<T> {
  const contactIds = [...claims.values()].flatMap((claim) =>
    claim.kind === 'known' ? [claim.contactId] : [],
  );
  if (contactIds.length === 0) return work(claims);
  return store.shared.tryLocks([...new Set(contactIds)].map(lockName), async (held) => {
    const free = contactIds.filter((contactId) => held.has(lockName(contactId)));
    return work(placesOf(claims, new Set(free), await store.leads.findOpen(free)));
  });
}

interface OpenLead {
  readonly id: string;
  readonly kommoContactId: number;
  /** Null while it is being sent. */
  readonly kommoLeadId: number | null;
}

function placesOf(claims: Claims, free: ReadonlySet<number>, open: readonly OpenLead[]): Places {
  const taken = new Map<number, string>();
  const placeOf = (leadId: string, claim: Claim): Place => {
    if (claim.kind !== 'known') return claim;
    const { contactId } = claim;
    const others = open.filter((one) => one.kommoContactId === contactId && one.id !== leadId);
    const inKommo = others.flatMap(({ kommoLeadId }) => kommoLeadId ?? []);
    if (inKommo.length > 0) return { kind: 'open', kommoLeadId: Math.max(...inKommo) };
    const byLeadId = others[0]?.id ?? taken.get(contactId);
    if (byLeadId !== undefined) return { kind: 'busy', byLeadId };
    if (!free.has(contactId)) return { kind: 'busy', byLeadId: '' };
    taken.set(contactId, leadId);
    return claim;
  };
  return new Map([...claims].map(([leadId, claim]) => [leadId, placeOf(leadId, claim)]));
}
