import { z } from 'zod';
import type { OdooStep } from '../../../contract/odoo.js';
import type { KommoLead } from '../adapters/kommo/kommo.js';
import type { Odoo, OdooRecord } from '../adapters/odoo/odoo.js';
import { AppError } from '../errors.js';
import type { Outcome, Services } from '../services.js';
import type { Transfer } from '../storage/tables.js';
import { readHandOver } from './hand-over.js';
import { done, failed, odooBackoff } from './step.js';
import type { Step } from './step.js';

const input = z.object({ kommoLeadId: z.int().positive() });

/** While Odoo is not configured, won leads wait and are looked at again this often. */
const notConfiguredMs = 10 * 60 * 1000;

/**
 * Carries a won lead to Odoo (R1.6, R5.5): customer, opportunity, then the id back to Kommo. Each step is recorded with
 * the id it produced, and every act looks for its own link first, so any repeat finds what was made.
 */
export const sendToOdoo: Step<z.infer<typeof input>> = {
  name: 'send-to-odoo',
  story:
    'Customer and opportunity are made in Odoo, and its customer id is written back to the lead.',
  input,
  batch: 2,
  concurrency: 1,
  backoffSeconds: odooBackoff,
  run: (services, inputs) =>
    Promise.all(
      inputs.map(({ kommoLeadId }) =>
        services.store.shared.withLock(`odoo:${kommoLeadId}`, () =>
          handOver(services, kommoLeadId),
        ),
      ),
    ),
};

async function handOver(services: Services, kommoLeadId: number): Promise<Outcome> {
  const { store, clock } = services;
  try {
    const transfer = await store.transfers.find(kommoLeadId);
    if (transfer?.state !== 'requested') return done();
    if (services.odoo === null) {
      await store.transfers.recordWaiting(kommoLeadId, 'odoo_not_configured');
      return { kind: 'later', ms: notConfiguredMs, reason: 'Odoo is not configured' };
    }
    const lead = await readWon(services, kommoLeadId);

    await carry(services, services.odoo, transfer, lead);

    await store.transfers.finish(kommoLeadId, clock());
    return done();
  } catch (error) {
    await recordFailure(services, kommoLeadId, error);
    return failed(error);
  }
}

async function readWon({ kommo }: Services, kommoLeadId: number): Promise<KommoLead> {
  const lead = await kommo.readLead(kommoLeadId);
  if (lead !== null) return lead;
  throw new AppError(
    'lead_not_found',
    `Lead ${kommoLeadId} is no longer in Kommo: nothing to hand over.`,
    {
      reason: 'El lead ya no existe en Kommo.',
    },
  );
}

async function carry(
  services: Services,
  odoo: Odoo,
  transfer: Transfer,
  lead: KommoLead,
): Promise<void> {
  const handOver = await readHandOver(services, lead);
  const customer = await once(services, transfer, 'customer', () => odoo.ensureCustomer(handOver));
  await once(services, transfer, 'opportunity', () =>
    odoo.ensureOpportunity(handOver, customer.id),
  );
  await once(services, transfer, 'kommo', () => writeBack(services, lead, customer));
}

/** Acts and records, unless an earlier try has recorded the step. */
async function once(
  { store, clock, log }: Services,
  { kommoLeadId, steps }: Transfer,
  step: OdooStep,
  act: () => Promise<{ readonly id: number; readonly url: string }>,
): Promise<{ readonly id: number; readonly url: string }> {
  const recorded = steps.find((one) => one.step === step);
  if (recorded?.odooId != null && recorded.url !== null)
    return { id: recorded.odooId, url: recorded.url };
  const { id, url } = await act();
  await store.transfers.recordStep(kommoLeadId, {
    step,
    state: 'done',
    odooId: id,
    url,
    at: clock().toISOString(),
  });
  log.info({ kommoLeadId, step, odooId: id }, 'finished a step of the hand-over');
  return { id, url };
}

async function writeBack(
  { kommo }: Services,
  lead: KommoLead,
  customer: Pick<OdooRecord, 'id' | 'url'>,
) {
  await kommo.writeLead(lead, { odooCustomerId: customer.id, odooUrl: customer.url });
  return customer;
}

async function recordFailure(
  { store, clock }: Services,
  kommoLeadId: number,
  error: unknown,
): Promise<void> {
  const code = error instanceof AppError ? error.code : 'internal';
  const verdict = error instanceof AppError ? error.retry.kind : 'backoff';
  if (verdict === 'never') {
    const reason = error instanceof AppError ? error.reason : null;
    await store.transfers.fail(kommoLeadId, code, reason, clock());
  } else {
    await store.transfers.recordWaiting(kommoLeadId, code);
  }
}
