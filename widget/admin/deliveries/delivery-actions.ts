import type { DeliveryAsked } from '../admin-state.js';
import type { Act, GroupTools } from '../section-group.js';

/** "capture:meta", "hook:account"; empty for all. */
export const deliveryActions = (tools: GroupTools): readonly (readonly [string, Act])[] => [
  ['received-from', (from) => void choose(tools, readFrom(from))],
  ['received-failed', () => void choose(tools, { failed: !tools.store.read().received.failed })],
  ['received-older', () => void showOlder(tools)],
  ['received-replay', (named) => void replay(tools, named)],
];

function readFrom(from: string): Pick<DeliveryAsked, 'of' | 'source'> {
  const [of = '', source = ''] = from.split(':');
  return of === 'capture' || of === 'hook' ? { of, source } : { of: null, source: null };
}

async function choose({ store }: GroupTools, chosen: Partial<DeliveryAsked>): Promise<void> {
  store.dispatch({
    kind: 'deliveries_chosen',
    received: { ...store.read().received, ...chosen },
  });
  await store.load('deliveries');
}

async function showOlder({ store, run, api, now }: GroupTools): Promise<void> {
  const { received, known } = store.read();
  const shown = known.deliveries.value;
  if (shown === null || shown.next === null) return;
  const { next } = shown;
  const older = await run('older', () => api.olderDeliveries(received, next));
  // Others were chosen meanwhile.
  if (older === null || store.read().received !== received) return;
  const value = { ...older, items: [...shown.items, ...older.items] };
  store.dispatch({ kind: 'arrived', name: 'deliveries', value, at: now() });
}

async function replay({ store, run, api }: GroupTools, named: string): Promise<void> {
  const [of = '', id = ''] = named.split(':');
  const done = await run('delivery', () => api.replayDelivery(of, id));
  if (done === null) return;
  store.dispatch({ kind: 'action_ended', result: { kind: 'replayed' } });
  await store.load('deliveries');
}
