import type { Services } from '../../services.js';
import { adLeadsMark } from '../../work/ad-leads-mark.js';

const everyMs = 15 * 60_000;
/** What arrived late there, or while our clock was ahead. */
const overlapMs = 60 * 60_000;
/** After a long outage: older leads are a person's to bring in. */
const furthestMs = 30 * 24 * 60 * 60_000;

/**
 * Leads of ads that no delivery told (R5.3): receivers that are slow for a moment miss up to half of them. One that is known
 * already is known by its id. One process at a time; null when it is not time yet, or no page is configured.
 * @throws AppError when the list cannot be read; the next one begins where this one began.
 */
export function catchUpAdLeads(
  services: Services,
  { atOnce }: { readonly atOnce: boolean },
): Promise<number | null> {
  const { meta } = services;
  if (meta === null) return Promise.resolve(null);
  return services.store.shared.withLock('ad-leads', async () => {
    const { store, clock, log } = services;
    const now = clock();
    const last = adLeadsMark.read(await store.settings.get(adLeadsMark.key));
    if (!atOnce && last !== null && now.getTime() - last.getTime() < everyMs) return null;
    const since = sinceOf(last, now);

    let found = 0;
    for (const formId of await meta.listForms()) {
      const ids = await meta.listLeadsSince(formId, since);
      await services.enqueue('fetch-lead', ...ids.map((sourceId) => ({ sourceId, formId })));
      found += ids.length;
    }
    await store.settings.set(adLeadsMark.key, { at: now.toISOString() });
    if (found > 0) log.info({ found }, 'looked for leads of ads that no delivery told');
    return found;
  });
}

function sinceOf(last: Date | null, now: Date): Date {
  const from = (last ?? now).getTime() - overlapMs;
  return new Date(Math.max(from, now.getTime() - furthestMs));
}
