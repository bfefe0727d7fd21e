import type { Deliveries } from '../../../../contract/delivery.js';
import { maskBody } from '../../../../domain/privacy/mask-body.js';
import type { Services } from '../../services.js';
import type { Delivery, DeliveryFilter, DeliveryPlace } from '../../storage/tables.js';
import { namedBy } from './named-by.js';

/** More of a body is nothing that anybody reads. */
const mostText = 6_000;

type Page = DeliveryFilter & { readonly limit: number; readonly before: DeliveryPlace | null };
type Item = Deliveries['items'][number];

/** What was received and what became of it (R8.3). */
export async function readDeliveries(
  { store, blueprint }: Pick<Services, 'store' | 'blueprint'>,
  { limit, ...page }: Page,
): Promise<Deliveries> {
  // One more says whether there is an older one.
  const found = await store.deliveries.list({ ...page, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const known = knownWords(blueprint);
  const last = shown.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return {
    items: shown.map((delivery) => itemOf(delivery, known)),
    next: isMore ? `${last.receivedAt}_${last.id}` : null,
  };
}

function itemOf(delivery: Delivery, known: ReadonlySet<string>): Item {
  const { id, of, source, receivedAt, kommoLeadId, body } = delivery;
  return {
    ...{ id, of, source, receivedAt, kommoLeadId },
    outcome: outcomeOf(delivery),
    body: JSON.stringify(maskBody(body, known), null, 2).slice(0, mostText),
    canReplay: of === 'capture' || namedBy(body).isReadAgain,
  };
}

function outcomeOf({
  of,
  isWaiting,
  hasFailed,
  leadId,
  kommoLeadId,
  body,
}: Delivery): Item['outcome'] {
  if (hasFailed) return 'failed';
  if (isWaiting) return 'waiting';
  if (of === 'hook') return namedBy(body).isUnreadable ? 'unreadable' : 'read';
  if (kommoLeadId !== null) return 'sent';
  if (leadId !== null) return 'lead';
  return isTest(body) ? 'test' : 'waiting';
}

const isTest = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'isTest' in body && body.isTest === true;

/** Words of ours, which name nobody. */
const knownWords = ({ questions, services }: Services['blueprint']): ReadonlySet<string> =>
  new Set([
    ...questions.flatMap(({ key, options }) => [key, ...options.map((option) => option.key)]),
    ...services.map(({ key }) => key),
    ...['direct', 'inlead', 'meta', 'kommo', 'form', 'in', 'out'],
    ...['add', 'update', 'delete', 'restore', 'status', 'responsible', 'note', 'lead', 'contact'],
    ...['opt_out', 'person', 'later', 'send_to_odoo', 'recalculate'],
    ...['start_qualification', 'start_follow_up'],
  ]);
