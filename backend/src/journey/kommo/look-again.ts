import { z } from 'zod';
import type { Outcome, Services } from '../../services.js';
import { refreshLeads } from '../reading/refresh-leads.js';
import type { Refreshed } from '../reading/refresh-leads.js';
import { captureBackoff, done, failed } from '../step.js';
import type { Step } from '../step.js';

const input = z.object({
  kommoLeadId: z.int().positive(),
  /** What the hook called it, or "send_to_odoo" of the digital pipeline. */
  action: z.string(),
  requestId: z.string(),
  /** Stage of the tile that sent "send_to_odoo". */
  statusId: z.int().nullable().default(null),
  /** Its contact changed. */
  people: z.boolean().default(false),
});
type Input = z.infer<typeof input>;

/**
 * A hook says only "look again": the leads are read from Kommo before anything is decided, so duplicates, wrong order
 * and strangers' hooks lead to the same end state (decision 1).
 */
export const lookAgain: Step<Input> = {
  name: 'look-again',
  story:
    'The lead is read from Kommo: what a person changed is kept and scored, a won one goes on.',
  input,
  batch: 250,
  concurrency: 1,
  backoffSeconds: captureBackoff,
  async run(services, inputs) {
    const ids = await worthReading(services, inputs);

    const peopleToo = new Set(inputs.filter(({ people }) => people).map((one) => one.kommoLeadId));
    const found = await refreshLeads(services, ids, { cause: 'edited', peopleToo });

    return inputs.map((one) => whatFollows(one, found.get(one.kommoLeadId)));
  },
};

/** Everything but the echo of our own creations. */
async function worthReading(
  { store }: Services,
  inputs: readonly Input[],
): Promise<readonly number[]> {
  const added = inputs
    .filter(({ action }) => action === 'add')
    .map(({ kommoLeadId }) => kommoLeadId);
  const known = new Set(
    (await store.leads.findByKommoIds(added)).map(({ kommoLeadId }) => kommoLeadId),
  );
  const ids = inputs
    .filter(({ kommoLeadId, action }) => action !== 'add' || !known.has(kommoLeadId))
    .map(({ kommoLeadId }) => kommoLeadId);
  return [...new Set(ids)];
}

function whatFollows(one: Input, found: Refreshed | undefined): Outcome {
  if (found === undefined || found.kind === 'gone') return done();
  if (found.kind === 'failed') return failed(found.error);
  if (!found.ours || !isToBeSent(one, found.lead)) return done();
  const { kommoLeadId, requestId } = one;
  return done({
    step: 'win',
    key: `${kommoLeadId}:${requestId}`,
    data: { kommoLeadId, by: 'hook', requestId },
  });
}

/**
 * A won lead is; one that is not, where the firm put "Enviar a Odoo" on a stage and the lead still stands there, for the
 * action may come hours late.
 */
const isToBeSent = (
  { action, statusId }: Input,
  lead: { readonly outcome: string; readonly statusId: number },
): boolean =>
  lead.outcome === 'won' ||
  (action === 'send_to_odoo' && lead.outcome === 'open' && lead.statusId === statusId);
