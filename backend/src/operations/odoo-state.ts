import { odooSteps } from '../../../contract/odoo.js';
import type { OdooState, OdooStep, OdooStepState } from '../../../contract/odoo.js';
import type { Transfer } from '../storage/tables.js';

/** The hand-over as the card shows it; null is a lead that was never sent. */
export function odooStateOf(transfer: Transfer | null, planned: readonly OdooStep[]): OdooState {
  if (transfer === null) return { kind: 'not_sent' };
  const steps = stepStates(transfer, planned);
  const customer = transfer.steps.find(({ step }) => step === 'customer');
  if (transfer.state === 'failed' && transfer.failure !== null) {
    const { code, reason, at } = transfer.failure;
    return { kind: 'failed', failedAt: at, code, reason, requestId: transfer.requestId, steps };
  }
  if (transfer.state === 'done' && customer?.odooId != null && customer.url !== null) {
    return {
      kind: 'done',
      finishedAt: transfer.finishedAt ?? transfer.requestedAt,
      customerId: customer.odooId,
      customerUrl: customer.url,
      steps,
    };
  }
  const waitingFor = transfer.failure?.code ?? null;
  return { kind: 'in_progress', requestedAt: transfer.requestedAt, steps, waitingFor };
}

function stepStates(transfer: Transfer, planned: readonly OdooStep[]): readonly OdooStepState[] {
  const recorded = new Map(transfer.steps.map((step) => [step.step, step]));
  const order = odooSteps.filter((step) => planned.includes(step) || recorded.has(step));
  const firstOpen = order.find((step) => !recorded.has(step));
  return order.map((step) => {
    const known = recorded.get(step);
    if (known !== undefined) return { step, state: known.state, id: known.odooId, url: known.url };
    return { step, state: openState(transfer, step === firstOpen), id: null, url: null };
  });
}

function openState(transfer: Transfer, isNext: boolean): 'running' | 'failed' | 'waiting' {
  if (!isNext) return 'waiting';
  return transfer.state === 'failed' ? 'failed' : 'running';
}
