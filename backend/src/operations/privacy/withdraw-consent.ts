import { randomUUID } from 'node:crypto';
import type { WithdrawnBy } from '../../../../domain/consent/consent-entry.js';
import { emailsIn } from '../../../../domain/person/emails-in.js';
import { noTraces } from '../../../../domain/privacy/traces.js';
import type { Traces } from '../../../../domain/privacy/traces.js';
import type { Services } from '../../services.js';
import { readQuery } from './find-person.js';
import { tracePerson } from './trace-person.js';

/** Of a person that an administrator found, for it (R8.1). @throws AppError `invalid_body` for what finds nobody. */
export async function withdrawOfPerson(
  services: Services,
  { query, by }: { readonly query: string; readonly by: WithdrawnBy },
): Promise<void> {
  const { traces } = await tracePerson(services, readQuery(query));
  await withdraw(services, traces, by);
}

/** By the link that the person got with its capture; nothing where it was erased since. Kommo is not asked. */
export async function withdrawOfCapture(
  services: Services,
  captureId: string,
  requestId: string,
): Promise<void> {
  const { audit } = services.store;
  const act = { by: 'form', action: 'POST privacy/withdraw', kommoLeadId: null };
  await audit.begin({ ...act, requestId, at: services.clock() });
  const traces = await tracesOf(services, captureId);
  if (traces !== null) await withdraw(services, traces, 'form');
  await audit.end(requestId, { status: 200, asked: { captureId } });
}

async function tracesOf({ store }: Services, captureId: string): Promise<Traces | null> {
  const [capture] = await store.captures.findByIds([captureId]);
  if (capture === undefined) return null;
  const { phone, email } = capture.profile.person;
  const asked = { ...noTraces, leadIds: [captureId], phones: phone === null ? [] : [phone] };
  const leads = await store.persons.leads(asked);
  const kommoLeadIds = leads.flatMap(({ kommoLeadId }) => kommoLeadId ?? []);
  return { ...asked, kommoLeadIds, emails: emailsIn(email) };
}

/** Kept first: whatever fails after it, nothing is sent any more. The leads' bots are stopped and Kommo is told by `opt-out`. */
async function withdraw(services: Services, traces: Traces, by: WithdrawnBy): Promise<void> {
  const { store, clock, enqueue, log } = services;
  const { phones, emails, kommoLeadIds } = traces;
  for (const phone of phones) await store.optOuts.add(phone, clock());
  await store.consents.withdraw({ names: [...phones, ...emails], by, at: clock() });
  const requestId = randomUUID();
  const asked = kommoLeadIds.map((kommoLeadId) => ({ kommoLeadId, by, requestId }));
  if (asked.length > 0) await enqueue('opt-out', ...asked);
  log.info({ leads: kommoLeadIds.length }, 'a person withdrew its consent');
}
