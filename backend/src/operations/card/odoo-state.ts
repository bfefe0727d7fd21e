import type { OdooState, OdooStep, OdooStepState } from '../../../../contract/odoo.js';
import type { HandOverRow } from '../../storage/tables.js';
import type { Unworded } from '../../../../wording/sentence.js';

/** The hand-over as the card shows it; null is a lead that was never sent. */
export function odooStateOf(
  handOver: HandOverRow | null,
  planned: readonly OdooStep[],
): Unworded<OdooState, 'reason'> {
  if (handOver === null) return { kind: 'not_sent' };
  const steps = stepStates(handOver, planned);
  const { failure } = handOver;
  if (handOver.state === 'failed' && failure !== null) {
    const { code, reason, at } = failure;
    return { kind: 'failed', failedAt: at, code, reason, requestId: handOver.requestId, steps };
  }
  return (
    doneState(handOver, steps) ?? {
      kind: 'in_progress',
      requestedAt: handOver.requestedAt,
      steps,
      waitingFor: failure?.code ?? null,
    }
  );
}

function doneState(
  { state, steps: recorded, finishedAt, requestedAt }: HandOverRow,
  steps: readonly OdooStepState[],
): OdooState | null {
  const customer = recorded.find(({ step }) => step === 'customer');
  if (state !== 'done' || customer?.odooId == null || customer.url === null) return null;
  return {
    kind: 'done',
    finishedAt: finishedAt ?? requestedAt,
    customerId: customer.odooId,
    customerUrl: customer.url,
    steps,
  };
}

/** What is done of it, and where it stands or stopped. */
export function stepStates(
  handOver: HandOverRow,
  planned: readonly OdooStep[],
): readonly OdooStepState[] {
  const recorded = new Map(handOver.steps.map((step) => [step.step, step]));
  const others = handOver.steps.map(({ step }) => step).filter((step) => !planned.includes(step));
  const order = [...planned, ...others];
  const firstOpen = order.find((step) => !recorded.has(step));
  return order.map((step) => {
    const known = recorded.get(step);
    if (known !== undefined) return { step, state: known.state, id: known.odooId, url: known.url };
    return { step, state: openState(handOver, step === firstOpen), id: null, url: null };
  });
}

function openState(handOver: HandOverRow, isNext: boolean): 'running' | 'failed' | 'waiting' {
  if (!isNext) return 'waiting';
  return handOver.state === 'failed' ? 'failed' : 'running';
}
