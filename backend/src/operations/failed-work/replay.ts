import { randomUUID } from 'node:crypto';
import type { ReplayRun } from '../../../../contract/admin.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { ReplayItem } from '../../storage/tables.js';
import { readCorrection } from './corrections.js';
import { findAll } from './dead-letters.js';
import { planOf } from './dead-letter-preview.js';
import { loadLeads } from './lead-of-work.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';

export interface ReplayOrder {
  readonly ids: readonly string[];
  readonly edits: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Asked {
  readonly by: string;
  readonly requestId: string;
}

type PlannedItem = Omit<ReplayItem, 'state' | 'reason'>;

/**
 * What a replay would do; changes nothing.
 * @throws AppError `not_found` for what waits no longer, `invalid_body` with each correction that cannot be taken.
 */
export async function planReplay(
  services: Services,
  order: ReplayOrder,
): Promise<Unworded<ReplayRun, 'text' | 'label' | 'after'>> {
  const items = await planItems(services, order);
  return { ...nothing, total: items.length, plan: items.map(toPlan) };
}

const nothing = { running: false, total: 0, done: 0, failed: 0, waiting: 0, plan: [] };

/** Starts it in the background; what it throws, `planReplay` throws too. */
export async function startReplay(
  services: Services,
  order: ReplayOrder,
  { by, requestId }: Asked,
): Promise<Unworded<ReplayRun, 'text' | 'label' | 'after'>> {
  const items = await planItems(services, order);
  const id = randomUUID();
  await services.store.replays.start({ id, by, requestId, items });
  await services.enqueue('replay', { replayId: id });
  services.log.info({ replayId: id, items: items.length, by }, 'asked for a replay of failed work');
  return readReplay(services);
}

async function planItems(
  services: Services,
  { ids, edits }: ReplayOrder,
): Promise<readonly PlannedItem[]> {
  const letters = await findAll(services, ids);
  const known = await loadLeads(services, letters);
  const planned = letters.flatMap((letter) => {
    const lead = known.get(letter.id);
    if (lead === undefined) return [];
    const { id: deadLetterId, step, key, data } = letter;
    const own = edits[deadLetterId] ?? {};
    const { changes, problems } = readCorrection(step, lead, own);
    const placed = problems.map((one) => ({
      ...one,
      field: `edits.${deadLetterId}.${one.field}`,
    }));
    const plan = planOf(step, lead);
    return [
      { item: { deadLetterId, step, key, data, plan, edits: own, changes }, problems: placed },
    ];
  });
  const problems = planned.flatMap((one) => one.problems);
  if (problems.length > 0) {
    throw new AppError('invalid_body', 'A correction cannot be taken.', { fields: problems });
  }
  return planned.map(({ item }) => item);
}

const toPlan = ({ deadLetterId: id, plan: text, changes }: PlannedItem) => ({ id, text, changes });

/** How far the newest replay is. Work that failed again is a dead letter again. */
export async function readReplay({
  store,
  deadLetterQueue,
}: Services): Promise<Unworded<ReplayRun, 'text' | 'label' | 'after'>> {
  const replay = await store.replays.latest();
  if (replay === null) return nothing;
  const released = replay.items.filter(({ state }) => state === 'released');
  const states = await deadLetterQueue.statesOf(released, new Date(replay.startedAt));
  const count = (state: string) => states.filter((one) => one === state).length;
  const refused = replay.items.filter(({ state }) => state === 'refused').length;
  return {
    running: replay.items.some(({ state }) => state === 'waiting') || count('waiting') > 0,
    total: replay.items.length,
    done: count('done'),
    failed: count('failed') + refused,
    waiting: count('later'),
    plan: replay.items.map((item) => ({ ...toPlan(item), text: shown(item) })),
  };
}

const shown = ({ plan, reason }: ReplayItem): Sentence =>
  reason === null ? plan : { code: 'work.not_retried', params: { plan, reason } };
