import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import { codesOf, integrations } from '../alerts/integrations.js';
import type { Integration } from '../alerts/integrations.js';

const keyOf = (integration: Integration): string => `silent.${integration}`;

/**
 * While work waits for Kommo, Odoo or Meta, one call asks whether it answers. When one that did not answer does again, all that
 * waits for it is tried at once. One that answers, and refuses some calls, wakes nothing: those climb their ladder.
 */
export async function watchVendors(services: Services): Promise<void> {
  for (const integration of integrations) await watch(services, integration);
}

async function watch(services: Services, integration: Integration): Promise<void> {
  const { waitingWork, store, log } = services;
  if ((await waitingWork.countWaiting(codesOf(integration))) === 0) return;
  const key = keyOf(integration);
  const wasSilent = (await store.settings.get(key)) === true;
  const isSilent = !(await answers(services, integration));
  if (isSilent !== wasSilent) await store.settings.set(key, isSilent);
  if (isSilent || !wasSilent) return;

  const woken = await wakeWaitingFor(services, integration);
  log.info({ integration, woken }, 'an integration answers again: what waited for it is tried now');
}

/** What waits because this one did not answer, or did not let us in. Answers how many. */
export const wakeWaitingFor = (
  { waitingWork }: Pick<Services, 'waitingWork'>,
  integration: Integration,
): Promise<number> => waitingWork.wake(codesOf(integration));

async function answers(
  { administration, odoo, meta }: Services,
  integration: Integration,
): Promise<boolean> {
  if (integration === 'kommo') {
    return (await administration.testConnection()).state === 'connected';
  }
  try {
    const vendor = integration === 'odoo' ? odoo?.readServer() : meta?.readPage();
    await vendor;
    return vendor !== undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return false;
  }
}
