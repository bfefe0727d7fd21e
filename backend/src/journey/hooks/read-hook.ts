import { z } from 'zod';
import type { JobRequest, Services } from '../../services.js';
import { hookBodySchema } from '../reading/hook-body.js';
import type { HookBody } from '../reading/hook-body.js';
import { done, failed } from '../step.js';
import type { Step } from '../step.js';

const input = z.object({ id: z.uuid() });

/** Our own creations echo back as "add"; by then their ids are on record and the echo is let go. */
const addedRestMs = 10_000;

/** The four actions that a person puts on a stage (R9.3), and the step that does each. */
const stepByTile: Readonly<Record<string, string>> = {
  recalculate: 'recalculate',
  start_qualification: 'start-qualification',
  start_follow_up: 'start-follow-up',
  send_to_odoo: 'look-again',
};

/** Spreads a stored hook over the leads and contacts it names. */
export const readHook: Step<z.infer<typeof input>> = {
  name: 'read-hook',
  story:
    'A stored hook is spread over the leads, contacts and bots it names; what is known is let go.',
  input,
  batch: 50,
  concurrency: 1,
  backoffSeconds: [1, 5, 30, 120, 600],
  async run(services, inputs) {
    const { store, clock } = services;
    const hooks = await store.hooks.findByIds(inputs.map(({ id }) => id));
    const read = new Map(hooks.map(({ id, body }) => [id, hookBodySchema.safeParse(body)]));
    const isNews = await findNews(
      services,
      [...read.values()].flatMap(({ data }) => data?.leads ?? []),
    );

    const rested = new Date(clock().getTime() + addedRestMs);
    return inputs.map(({ id }) => {
      const parsed = read.get(id);
      if (parsed?.success !== true) return failed(parsed?.error);
      const { leads, ...others } = parsed.data;
      const body = { ...others, leads: leads.filter(isNews) };
      return done(...jobsOf(body, id, rested));
    });
  },
};

type Hint = HookBody['leads'][number];

/** A lead that the hook tells just as it was last seen, which is what our own writes come back as, is no news. */
async function findNews(
  { store }: Services,
  leads: readonly Hint[],
): Promise<(hint: Hint) => boolean> {
  const seen = await store.seen.fingerprints([...new Set(leads.map(({ id }) => id))]);
  return ({ id, fingerprint, action }) =>
    fingerprint === null || action === 'restore' || seen.get(id) !== fingerprint;
}

function jobsOf(
  { leads, contacts = [], tile, bot }: HookBody,
  hookId: string,
  rested: Date,
): readonly JobRequest[] {
  const requestId = hookId;
  return [
    ...leads.map((lead) => leadJob(lead, tile, hookId, rested)),
    ...contacts.map(({ id, action }) => ({
      step: 'look-at-contact',
      key: `${id}:${action}:${hookId}`,
      data: { contactId: id, action, requestId },
      ...(action === 'add' ? { startAfter: rested } : {}),
    })),
    ...(bot === undefined
      ? []
      : [
          {
            step: 'answer-bot',
            key: hookId,
            data: { kommoLeadId: bot.leadId, returnPath: bot.returnPath },
          },
        ]),
  ];
}

function leadJob(
  { id: kommoLeadId, action, statusId }: Hint,
  tile: string | undefined,
  requestId: string,
  rested: Date,
): JobRequest {
  const step = stepByTile[tile ?? ''] ?? 'look-again';
  const key = `${kommoLeadId}:${action}:${requestId}`;
  if (step !== 'look-again') return { step, key, data: { kommoLeadId, requestId } };
  return {
    step,
    key,
    data: { kommoLeadId, action: tile ?? action, requestId, statusId },
    ...(action === 'add' ? { startAfter: rested } : {}),
  };
}
