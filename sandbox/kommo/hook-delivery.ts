import { randomUUID } from 'node:crypto';
import type { AccountClock } from './clock.js';

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
  const queue: string[] = [];
  const closing = new AbortController();
  let running = 0;
  let waiters: (() => void)[] = [];

  function pump(): void {
    while (running < mostAtOnce && queue.length > 0 && !closing.signal.aborted) {
      const delivery = kept.get(queue.shift() ?? '');
      if (!delivery) continue;
      running += 1;
      void attempt(delivery).finally(() => {
        running -= 1;
        pump();
        if (running === 0 && queue.length === 0) for (const done of waiters.splice(0)) done();
      });
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const startedAt = performance.now();
    const requestId = options.requestIdChanges() ? randomUUID() : delivery.requestId;
    const status = await post(delivery, requestId, closing.signal);
    const made = {
      at: clock.now().toISOString(),
      status,
      ms: Math.round(performance.now() - startedAt),
    };
    const attempts = [...delivery.attempts, made];
    const ok = options.isSuccess(status);
    const wait = ok || closing.signal.aborted ? null : retryDelay(attempts.length, status);
    const state = ok ? 'delivered' : wait === null ? 'given-up' : 'waiting';
    const next = { ...delivery, attempts, state } as const;
    if (kept.has(delivery.id)) kept.set(delivery.id, next);
    options.onAttempt(next, ok);
    if (wait !== null) clock.schedule(wait, () => enqueue(delivery.id));
  }

  function enqueue(id: string): Promise<void> {
    queue.push(id);
    pump();
    return settled();
  }

  function settled(): Promise<void> {
    if (running === 0 && queue.length === 0) return Promise.resolve();
    return new Promise((done) => waiters.push(done));
  }

  return {
    send({ contentType = 'application/x-www-form-urlencoded', delayMs = 0, ...rest }) {
      const delivery: Delivery = {
        ...{
          ...rest,
          contentType,
          id: randomUUID(),
          requestId: randomUUID(),
          attempts: [],
          state: 'waiting',
        },
      };
      kept.set(delivery.id, delivery);
      forgetOldest(kept);
      if (delayMs > 0) clock.schedule(delayMs, () => enqueue(delivery.id));
      else void enqueue(delivery.id);
    },
    list: () => [...kept.values()],
    settled,
    clear() {
      kept.clear();
      queue.length = 0;
    },
    close() {
      closing.abort();
      queue.length = 0;
      waiters = [];
    },
  };
}

/** The second and third attempt follow any failure, the fourth and fifth only 499 and 5xx. */
function retryDelay(made: number, status: number): number | null {
  if (made > 2 && status !== 499 && status < 500) return null;
  return ladder[made - 1] ?? null;
}

async function post(delivery: Delivery, requestId: string, closing: AbortSignal): Promise<number> {
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
