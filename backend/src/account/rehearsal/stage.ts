import { z } from 'zod';

/** What the sandbox lets its player do: be the lead, the ads, a person in Kommo, and time. */
export interface Stage {
  /** What the firm wrote to the lead, oldest first. */
  readonly readFirm: (leadId: number) => Promise<readonly FirmMessage[]>;
  readonly sayAsLead: (leadId: number, text: string) => Promise<void>;
  readonly advance: (ms: number) => Promise<void>;
  readonly now: () => Promise<Date>;
  readonly fillInAd: (fields: Readonly<Record<string, string>>) => Promise<void>;
  readonly win: (leadId: number) => Promise<void>;
  /** Kommo is down until it is mended. */
  readonly breakKommo: () => Promise<void>;
  readonly mendKommo: () => Promise<void>;
  /** Headers of an executive who has the card open. */
  readonly openCard: () => Promise<Readonly<Record<string, string>>>;
  /** Kommo's limits would count these looks. */
  readonly liftLimits: () => Promise<void>;
}

export interface FirmMessage {
  readonly text: string;
  readonly buttons: readonly string[];
}

const phoneSchema = z.object({
  messages: z.array(
    z.object({ from: z.enum(['firm', 'lead']), text: z.string(), buttons: z.array(z.string()) }),
  ),
});
const clockSchema = z.object({ now: z.coerce.date() });
const tokenSchema = z.object({ token: z.string() });

/** Over the sandbox's own addresses. */
export function createStage(sandboxUrl: string, clientId: string): Stage {
  const call = createCall(sandboxUrl);
  const post = async (path: string, body: unknown): Promise<void> => {
    await call('POST', path, body);
  };
  return {
    readFirm: async (leadId) => {
      const { messages } = phoneSchema.parse(await call('GET', `/sandbox/phone/${leadId}`));
      return messages.filter(({ from }) => from === 'firm');
    },
    sayAsLead: (leadId, text) => post(`/sandbox/phone/${leadId}`, { text }),
    advance: (advanceMs) => post('/sandbox/clock', { advanceMs }),
    now: async () => clockSchema.parse(await call('GET', '/sandbox/clock')).now,
    fillInAd: (fields) => post('/sandbox/meta/leads', { fields }),
    win: (leadId) => post(`/sandbox/leads/${leadId}/move`, { won: true }),
    breakKommo: () => post('/sandbox/faults', { kind: '502', times: 10_000 }),
    mendKommo: async () => {
      await call('DELETE', '/sandbox/faults');
    },
    openCard: async () => {
      const path = `/ajax/v2/integrations/${clientId}/disposable_token`;
      const { token } = tokenSchema.parse(await call('GET', path));
      return { 'x-auth-token': token, origin: sandboxUrl };
    },
    liftLimits: () => post('/sandbox/limits', { perSecond: 0, perAccount: 0, blockAfter: 0 }),
  };
}

const createCall =
  (base: string) =>
  async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(base + path, {
      method,
      headers: {
        cookie: 'sandbox_user=1001',
        'x-requested-with': 'XMLHttpRequest',
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
    return text === '' ? null : z.unknown().parse(JSON.parse(text));
  };
