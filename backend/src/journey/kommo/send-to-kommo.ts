import type { FieldProblem } from '../../../../domain/field-problem.js';
import type { CreatedLead, CreateOutcome } from '../../adapters/kommo/kommo.js';
import { personKeys } from '../../../../domain/person/person-keys.js';
import { AppError, backoff } from '../../errors.js';
import type { Services } from '../../services.js';
import type { Claim, LeadRow } from '../../storage/tables.js';
import { contactOf, leadsToCreate } from '../reading/leads-to-create.js';
import { holdContacts } from '../reading/hold-contacts.js';
import type { Place, Places } from '../reading/hold-contacts.js';
import { readContacts } from '../reading/read-contacts.js';
import { done, failed, later } from '../../work/outcome.js';
import type { Outcome } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import type { NextOf } from '../../work/request.js';
import { step } from '../../work/step.js';

/** Until the person's first lead has its contact, a second one waits this long before it asks again. */
const busyMs = 500;

/**
 * Writes leads to Kommo, up to 50 in one call (R3.3). The create call is not idempotent: leads are marked before it
 * leaves, and a marked lead without an id is looked for at Kommo before it is sent again.
 */
export const sendToKommo = step('send-to-kommo', async (services, inputs) => {
  const { store } = services;
  const leads = await store.leads.findByIds(inputs.map(({ leadId }) => leadId));
  await readContacts(services);
  const unsent = await forgetSent(
    services,
    leads.filter((lead) => lead.kommoLeadId === null),
  );

  const { claims, results } = await holdContacts(
    services,
    await claimPeople(services, unsent),
    (places) => send(services, unsent, places),
  );

  const resultByRef = new Map(results.map((result) => [result.ref, result]));
  return inputs.map(({ leadId }) => outcomeOf(leadId, claims.get(leadId), resultByRef.get(leadId)));
});

async function send(services: Services, unsent: readonly LeadRow[], places: Places): Promise<Sent> {
  const { store, log } = services;
  const first = await sendOnce(services, unsent, places);
  const { claims, results } = await sendWithoutGone(services, unsent, first);

  await recordCreated(
    services,
    results.filter((result) => result.kind === 'created'),
  );
  const refused = results.flatMap(({ kind, ref }) => (isRefused(kind) ? [ref] : []));
  await store.people.release(refused);
  await store.leads.unmarkSending(refused);
  log.info(countsOf(results), 'sent leads to Kommo');
  return { claims, results };
}

/** Records what an earlier, unanswered call did create; answers what is left to send. */
async function forgetSent(
  services: Services,
  leads: readonly LeadRow[],
): Promise<readonly LeadRow[]> {
  const marked = leads.filter((lead) => lead.sendingSince !== null);
  if (marked.length === 0) return leads;
  const earliest = Math.min(...marked.map(({ sendingSince }) => Date.parse(sendingSince ?? '')));
  const found = await services.kommo.findCreated(
    new Date(earliest),
    new Set(marked.map(({ id }) => id)),
  );
  const foundRefs = new Set(found.map(({ ref }) => ref));
  // Whoever made them may have ended before the fields that did not fit into that call were written.
  const made = marked.filter(({ id }) => foundRefs.has(id));
  await services.kommo.fillFound(found, await leadsToCreate(services, made, new Map()));
  await recordCreated(services, found);
  return leads.filter(({ id }) => !foundRefs.has(id));
}

type Claims = ReadonlyMap<string, Claim>;

interface Sent {
  readonly claims: Places;
  readonly results: readonly CreateOutcome[];
}

async function sendOnce(
  services: Services,
  unsent: readonly LeadRow[],
  claims: Places,
): Promise<Sent> {
  const ready = unsent.filter((lead) => !isKept(claims.get(lead.id)));
  const payloads = await leadsToCreate(services, ready, claims);
  await services.store.leads.markSending(
    ready.map(({ id }) => ({ id, contactId: contactOf(claims.get(id)) })),
    services.clock(),
  );
  return { claims, results: await services.kommo.createLeads(payloads) };
}

/**
 * Contacts that were deleted or merged in Kommo are forgotten, and their leads sent once more: to the contact that has
 * the person's number now, or to a new one.
 */
async function sendWithoutGone(
  services: Services,
  unsent: readonly LeadRow[],
  sent: Sent,
): Promise<Sent> {
  const { store, kommo, log } = services;
  const gone = sent.results.filter((result) => result.kind === 'contact_gone');
  if (gone.length === 0) return sent;
  const contactIds = [...new Set(gone.map(({ contactId }) => contactId))];
  await store.people.learn(contactIds.map((contactId) => ({ contactId, keys: [] })));
  log.info({ contactIds }, 'forgot contacts that are no longer in Kommo');

  const goneRefs = new Set(gone.map(({ ref }) => ref));
  const leads = unsent.filter(({ id }) => goneRefs.has(id));
  const people = leads.map(({ id, profile }) => ({ leadId: id, keys: personKeys(profile.person) }));
  const claims = new Map(await store.people.claim(people));
  await findUnknown(kommo, people, claims);
  try {
    const again = await holdContacts(services, claims, (places) =>
      sendOnce(services, leads, places),
    );
    return {
      claims: new Map([...sent.claims, ...again.claims]),
      results: [...sent.results.filter(({ ref }) => !goneRefs.has(ref)), ...again.results],
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The others of the batch are in Kommo: their ids are recorded.
    const lost = leads.map(({ id }): CreateOutcome => ({ kind: 'unanswered', ref: id, error }));
    return {
      claims: sent.claims,
      results: [...sent.results.filter(({ ref }) => !goneRefs.has(ref)), ...lost],
    };
  }
}

async function claimPeople({ store, kommo }: Services, leads: readonly LeadRow[]): Promise<Claims> {
  const people = leads.map(({ id, profile }) => ({ leadId: id, keys: personKeys(profile.person) }));
  const claims = new Map(await store.people.claim(people));
  if ((await store.people.knownUntil()) !== null) return claims;

  // The index has not read Kommo's contacts yet, so those it does not know are looked up one by one.
  await findUnknown(kommo, people, claims);
  return claims;
}

async function findUnknown(
  kommo: Services['kommo'],
  people: readonly { readonly leadId: string; readonly keys: readonly string[] }[],
  claims: Map<string, Claim>,
): Promise<void> {
  for (const { leadId, keys } of people) {
    if (claims.get(leadId)?.kind !== 'claimed') continue;
    const contactId = await kommo.findContact(keys);
    if (contactId !== null) claims.set(leadId, { kind: 'known', contactId });
  }
}

/** Another lead of the person is on its way, or open. */
const isKept = (place: Place | undefined): boolean =>
  place?.kind === 'busy' || place?.kind === 'open';

async function recordCreated(
  { store, clock }: Services,
  created: readonly CreatedLead[],
): Promise<void> {
  await store.leads.recordKommoIds(
    created.map(({ ref, leadId, contactId, companyId }) => ({
      id: ref,
      kommoLeadId: leadId,
      kommoContactId: contactId,
      kommoCompanyId: companyId,
    })),
  );
  for (const { leadId: kommoLeadId } of created) {
    const seen = { kommoLeadId, stage: 'new', outcome: 'open', responsibleUserId: null } as const;
    await store.leadStages.see(seen, clock());
  }
  await store.people.assign(
    created.flatMap(({ ref, contactId }) =>
      contactId === null ? [] : [{ leadId: ref, contactId }],
    ),
  );
}

function countsOf(results: readonly CreateOutcome[]) {
  const count = (kind: CreateOutcome['kind']) =>
    results.filter((result) => result.kind === kind).length;
  return {
    created: count('created'),
    rejected: count('rejected'),
    contactGone: count('contact_gone'),
    unanswered: count('unanswered'),
  };
}

function outcomeOf(
  leadId: string,
  place: Place | undefined,
  result: CreateOutcome | undefined,
): Outcome<NextOf<'send-to-kommo'>> {
  if (place?.kind === 'busy') return later(busyMs, 'another lead of this person is being created');
  if (place?.kind === 'open') {
    return done(next('merge-lead', { leadId, kommoLeadId: place.kommoLeadId }));
  }
  return outcomeOfResult(leadId, result);
}

function outcomeOfResult(
  leadId: string,
  result: CreateOutcome | undefined,
): Outcome<NextOf<'send-to-kommo'>> {
  if (result?.kind === 'unanswered') return failed(result.error);
  if (result?.kind === 'contact_gone') return failed(contactGone(leadId));
  if (result?.kind === 'rejected') return failed(rejection(leadId, result.problems));
  return done(next('welcome', { leadId }));
}

const isRefused = (kind: CreateOutcome['kind']): boolean =>
  kind === 'rejected' || kind === 'contact_gone';

/** Kommo's search may name a deleted contact for a while. */
const contactGone = (leadId: string): AppError =>
  new AppError(
    'kommo_unreachable',
    `The contact of lead ${leadId} is gone: it is looked for again`,
    {
      retry: backoff,
    },
  );

function rejection(leadId: string, fields: readonly FieldProblem[]): AppError {
  return new AppError(
    'kommo_rejected',
    `Kommo refused lead ${leadId}: see its fields, correct and replay it.`,
    {
      fields,
      reason: { code: 'plain.all', params: { sentences: fields.map(({ reason }) => reason) } },
    },
  );
}
