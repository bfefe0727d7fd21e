import { noTraces } from '../../../../domain/privacy/traces.js';
import type { Services } from '../../services.js';

/** Hooks are repeated for hours, and somebody may open an emptied lead for weeks: what comes of it is swept up again. */
const sweptMs = 30 * 24 * 60 * 60_000;
const perRound = 200;

/**
 * Deletes what has been kept as long as its kind is kept (R8.1): rows by their own age, leads with all that belongs to them, and what
 * arrived of somebody who was erased. One process at a time.
 */
export function keepRetention(services: Services): Promise<void> {
  return services.store.shared.withLock('retention', async () => {
    const { store, config, clock, log } = services;
    const now = clock();
    const forgotten = await store.aged.forget(config.privacy.retentionDays, now);
    const leads = await forgetLeads(services, now);
    await sweepErased(services, now);
    await services.exports.prune(config.privacy.retentionDays.exports);
    const rows = forgotten.reduce((sum, one) => sum + one.rows, 0);
    if (rows + leads > 0) log.info({ rows, leads }, 'deleted what was kept long enough');
  });
}

async function forgetLeads(services: Services, now: Date): Promise<number> {
  const { store, config, personalJobs, kommo } = services;
  for (let count = 0; ;) {
    const aged = await store.aged.leads(config.privacy.retentionDays, now, perRound);
    if (aged.length === 0) return count;
    const traces = {
      ...noTraces,
      leadIds: aged.map(({ id }) => id),
      kommoLeadIds: aged.flatMap(({ kommoLeadId }) => kommoLeadId ?? []),
    };
    await personalJobs.erase(traces);
    await store.persons.erase(traces);
    // The index follows Kommo's contacts: whoever is there no more leaves it.
    const contactIds = [...new Set(aged.flatMap(({ contactId }) => contactId ?? []))];
    const present = new Set((await kommo.readContacts(contactIds)).map((one) => one.contactId));
    await store.persons.forgetContacts(contactIds.filter((id) => !present.has(id)));
    count += aged.length;
  }
}

async function sweepErased({ store, personalJobs }: Services, now: Date): Promise<void> {
  const erasures = await store.erasures.list(new Date(now.getTime() - sweptMs));
  for (const { leadIds, kommoLeadIds, contactIds } of erasures) {
    const traces = { ...noTraces, leadIds, kommoLeadIds, contactIds };
    await personalJobs.erase(traces);
    await store.persons.erase(traces);
  }
}
