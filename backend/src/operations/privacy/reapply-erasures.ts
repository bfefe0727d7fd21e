import { joinTraces, noTraces } from '../../../../domain/privacy/traces.js';
import type { Services } from '../../services.js';
import type { Erasure } from '../../storage/tables.js';
import { ownKeys } from './trace-person.js';

/** After a restore: who was erased since the export was made is erased again (R8.1). Answers how many. */
export async function reapplyErasures(
  services: Services,
  erasures: readonly Erasure[],
): Promise<number> {
  const { store, personalJobs } = services;
  await store.erasures.add(...erasures);
  for (const { leadIds, kommoLeadIds, contactIds, at } of erasures) {
    const named = { ...noTraces, leadIds, kommoLeadIds, contactIds };
    const leads = await store.persons.leads(named);
    const { own } = await ownKeys(services, leads, named);
    const traces = joinTraces(named, own);
    for (const phone of traces.phones) await store.optOuts.add(phone, new Date(at));
    await personalJobs.erase(traces);
    await store.persons.erase(traces);
  }
  return erasures.length;
}
