import type { Services } from '../../services.js';
import { hookBodySchema } from '../reading/hook-body.js';
import type { HookBody } from '../reading/hook-body.js';
import { done, failed } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import type { NextOf } from '../../work/request.js';
import { step } from '../../work/step.js';

/** Our own creations echo back as "add"; by then their ids are on record and the echo is let go. */
const addedRestMs = 10_000;

/** The actions that a person puts on a stage (R9.3), and the step that does each; the fourth looks at the lead. */
const stepByTile = new Map<string, 'recalculate' | 'start-qualification' | 'start-follow-up'>([
  ['recalculate', 'recalculate'],
  ['start_qualification', 'start-qualification'],
  ['start_follow_up', 'start-follow-up'],
]);

/** Spreads a stored hook over the leads and contacts it names. */
export const readHook = step('read-hook', async (services, inputs) => {
  const { store } = services;
  const hooks = await store.hooks.findByIds(inputs.map(({ id }) => id));
  const read = new Map(hooks.map(({ id, body }) => [id, hookBodySchema.safeParse(body)]));
  const isNews = await findNews(
    services,
    [...read.values()].flatMap(({ data }) => data?.leads ?? []),
  );

  return inputs.map(({ id }) => {
    const parsed = read.get(id);
    if (parsed?.success !== true) return failed(parsed?.error);
    const { leads, ...others } = parsed.data;
    const body = { ...others, leads: leads.filter(isNews) };
    return done(...jobsOf(body, id));
  });
});

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
  { leads, contacts = [], messages = [], tile, bot }: HookBody,
  hookId: string,
): readonly NextOf<'read-hook'>[] {
  const requestId = hookId;
  return [
    ...leads.map((lead) => leadJob(lead, tile, hookId)),
    ...contacts.map(({ id: contactId, action }) =>
      next('look-at-contact', { contactId, action, requestId }, delayOf(action)),
    ),
    ...messages.map(({ leadId, ...message }) =>
      next('read-message', { ...message, kommoLeadId: leadId, requestId }),
    ),
    ...(bot === undefined
      ? []
      : [next('answer-bot', { kommoLeadId: bot.leadId, returnPath: bot.returnPath, requestId })]),
  ];
}

function leadJob(
  { id: kommoLeadId, action, statusId }: Hint,
  tile: string | undefined,
  requestId: string,
): NextOf<'read-hook'> {
  const asked = stepByTile.get(tile ?? '');
  return asked === undefined
    ? next(
        'look-again',
        { kommoLeadId, action: tile ?? action, requestId, statusId },
        delayOf(action),
      )
    : next(asked, { kommoLeadId, requestId });
}

const delayOf = (action: string): number | undefined =>
  action === 'add' ? addedRestMs : undefined;
