import { createHmac } from 'node:crypto';
import type { AccountClock } from '../kommo/clock.js';
import { isLoopback } from '../kommo/hooks/hook-delivery.js';
import { leadForm, pageId } from './lead-form.js';
import type { MetaLead } from './meta.js';

/** As Meta signs, or as somebody who is not Meta. */
export const manners = ['signed', 'unsigned', 'wrong-signature'] as const;
export type Manner = (typeof manners)[number];

export interface Delivery {
  readonly at: string;
  readonly kind: 'leadgen' | 'whatsapp';
  readonly body: string;
  readonly manner: Manner;
  readonly attempts: readonly { readonly at: string; readonly status: number }[];
}

interface HowLeads {
  readonly manner: Manner;
  readonly times: number;
  readonly delaySeconds: number;
}

export interface Deliveries {
  leads(leads: readonly MetaLead[], how: HowLeads): Promise<void>;
  whatsApp(value: unknown): Promise<void>;
  list(): readonly Delivery[];
  clear(): void;
}

interface DeliveriesOptions {
  readonly clock: AccountClock;
  readonly companionUrl: string;
  readonly secret: () => string;
}

const minute = 60_000;
/** At once and then less and less often, for 36 hours in all. */
const ladder = [1, 5, 15, 60, 180, 360, 720, 819].map((minutes) => minutes * minute);
const mostKept = 500;

export function createDeliveries({ clock, companionUrl, secret }: DeliveriesOptions): Deliveries {
  let kept: Delivery[] = [];

  async function post(delivery: Delivery): Promise<void> {
    const status = await send(`${companionUrl}/webhooks/meta`, delivery, secret());
    const attempts = [...delivery.attempts, { at: clock.now().toISOString(), status }];
    const after = { ...delivery, attempts };
    kept = [...kept.filter((one) => one !== delivery), after].slice(-mostKept);
    const wait = ladder[attempts.length - 1];
    if ((status < 200 || status >= 300) && wait !== undefined)
      clock.schedule(wait, () => (kept.includes(after) ? post(after) : undefined));
  }

  const fresh = (kind: Delivery['kind'], body: unknown, manner: Manner): Delivery => ({
    ...{ at: clock.now().toISOString(), kind, manner, attempts: [] },
    body: escaped(JSON.stringify(body)),
  });

  return {
    async leads(leads, { manner, times, delaySeconds }) {
      const body = { object: 'page', entry: leads.map(entryOf) };
      const all = () =>
        Promise.all(Array.from({ length: times }, () => post(fresh('leadgen', body, manner))));
      if (delaySeconds === 0) await all();
      else
        clock.schedule(delaySeconds * 1000, async () => {
          await all();
        });
    },
    whatsApp: (value) =>
      post(
        fresh(
          'whatsapp',
          {
            object: 'whatsapp_business_account',
            entry: [{ id: '112233445566778', changes: [{ field: 'messages', value }] }],
          },
          'signed',
        ),
      ),
    list: () => kept,
    clear: () => {
      kept = [];
    },
  };
}

/** Ids alone: what the person answered is fetched. */
function entryOf({ id, createdAt }: MetaLead) {
  const seconds = Math.floor(createdAt.getTime() / 1000);
  const value = {
    ...{ leadgen_id: id, page_id: pageId, form_id: leadForm.id, created_time: seconds },
  };
  return { id: pageId, time: seconds, changes: [{ field: 'leadgen', value }] };
}

/** Meta writes its JSON in ASCII, with slashes, at-signs and angle brackets escaped; the signature is over that. */
function escaped(json: string): string {
  const code = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return json
    .replace(/[\u0080-\uffff]/g, code)
    .replaceAll('/', '\\/')
    .replaceAll('@', '\\u0040')
    .replaceAll('<', '\\u003C');
}

const timeoutMs = 10_000;

async function send(address: string, { body, manner }: Delivery, secret: string): Promise<number> {
  if (!isLoopback(address)) return 0;
  const key = manner === 'wrong-signature' ? `not ${secret}` : secret;
  const signature = createHmac('sha256', key).update(body).digest('hex');
  try {
    const response = await fetch(address, {
      ...{ method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) },
      headers: {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        ...(manner !== 'unsigned' && { 'x-hub-signature-256': `sha256=${signature}` }),
      },
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
