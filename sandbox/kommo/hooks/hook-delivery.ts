import { randomUUID } from 'node:crypto';
import type { AccountClock } from '../clock.js';
import { createWorkQueue } from './work-queue.js';

export interface Attempt {
  readonly at: string;
  /** 0 when nobody answered in time. */
  readonly status: number;
  readonly ms: number;
}

/** One body on its way to one address. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: number | null;
  readonly destination: string;
  readonly contentType: string;
  readonly body: string;
  /** "leads[status]" or "digital pipeline": what people read in the list. */
  readonly title: string;
  readonly requestId: string;
  /** Sent once, never again. */
  readonly once: boolean;
  readonly attempts: readonly Attempt[];
  readonly state: 'waiting' | 'delivered' | 'given-up';
}

export interface ToDeliver {
  readonly webhookId: number | null;
  readonly destination: string;
  readonly body: string;
  readonly title: string;
  readonly contentType?: string;
  readonly delayMs?: number;
  /** Sent once, never again (Salesbot's widget_request). */
  readonly once?: boolean;
}

export interface Deliveries {
  send(delivery: ToDeliver): void;
  list(): readonly Delivery[];
  /** Resolves when nothing is being sent; retries that wait for their time do not count. */
  settled(): Promise<void>;
  clear(): void;
  close(): void;
}

interface DeliveriesOptions {
  readonly clock: AccountClock;
  readonly requestIdChanges: () => boolean;
  readonly isSuccess: (status: number) => boolean;
  readonly onAttempt: (delivery: Delivery, ok: boolean) => void;
}

const timeoutMs = 2000;
const mostAtOnce = 10;
const mostKept = 2000;
const minute = 60_000;
/** After attempt 1, 2, 3, 4. The last two are for 499 and 5xx alone. */
const ladder = [5 * minute, 15 * minute, 15 * minute, 60 * minute];

export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const { clock } = options;
  const kept = new Map<string, Delivery>();
  const queue = createWorkQueue(mostAtOnce);
  const closing = new AbortController();

  async function attempt(id: string): Promise<void> {
    const delivery = kept.get(id);
    if (!delivery) return;
    const made = await post(delivery, options, closing.signal);
    if (closing.signal.aborted) return;
    const ok = options.isSuccess(made.status);
    const attempts = [...delivery.attempts, made];
    const wait = ok || delivery.once ? null : retryDelay(attempts.length, made.status);
    const state = ok ? 'delivered' : wait === null ? 'given-up' : 'waiting';
    const next: Delivery = { ...delivery, attempts, state };
    if (kept.has(id)) kept.set(id, next);
    options.onAttempt(next, ok);
    if (wait !== null) later(id, wait);
  }

  function later(id: string, delayMs: number): void {
    clock.schedule(delayMs, () => {
      queue.add(() => attempt(id));
      return queue.settled();
    });
  }

  return {
    send({ delayMs = 0, ...given }) {
      const id = randomUUID();
      const fresh = { id, requestId: randomUUID(), attempts: [], state: 'waiting' } as const;
      const contentType = given.contentType ?? 'application/x-www-form-urlencoded';
      kept.set(id, { ...given, ...fresh, contentType, once: given.once ?? false });
      forgetOldest(kept);
      if (delayMs > 0) later(id, delayMs);
      else queue.add(() => attempt(id));
    },
    list: () => [...kept.values()],
    settled: () => queue.settled(),
    clear() {
      kept.clear();
      queue.stop();
    },
    close() {
      closing.abort();
      queue.stop();
    },
  };
}

/** The second and third attempt follow any failure, the fourth and fifth only 499 and 5xx. */
function retryDelay(made: number, status: number): number | null {
  if (made > 2 && status !== 499 && status < 500) return null;
  return ladder[made - 1] ?? null;
}

async function post(
  delivery: Delivery,
  { clock, requestIdChanges }: DeliveriesOptions,
  closing: AbortSignal,
): Promise<Attempt> {
  const startedAt = performance.now();
  const at = clock.now().toISOString();
  const requestId = requestIdChanges() ? randomUUID() : delivery.requestId;
  const status = await statusOf(delivery, requestId, closing);
  return { at, status, ms: Math.round(performance.now() - startedAt) };
}

async function statusOf(
  delivery: Delivery,
  requestId: string,
  closing: AbortSignal,
): Promise<number> {
  if (!isLoopback(delivery.destination)) return 0;
  try {
    const response = await fetch(delivery.destination, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': delivery.contentType,
        'user-agent': 'amoCRM-Webhooks/3.0',
        'x-amocrm-requestid': requestId,
        'accept-encoding': 'gzip',
      },
      body: delivery.body,
      signal: AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Refused, cut off or too slow: Kommo counts all three as code 0.
    return 0;
  }
}

/** A stand-in never talks to anybody outside the machine, whatever address it was given. */
export function isLoopback(address: string): boolean {
  const host = new URL(address).hostname;
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host);
}

function forgetOldest(kept: Map<string, Delivery>): void {
  for (const [id, delivery] of kept) {
    if (kept.size <= mostKept) return;
    if (delivery.state !== 'waiting') kept.delete(id);
  }
}
