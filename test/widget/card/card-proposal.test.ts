import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Card } from '../../../contract/card.js';
import type { Proposal } from '../../../contract/proposal.js';
import { talkedCard } from './cards.js';
import { createHost, settle, showLead, type Host } from '../host.js';

let host: Host;
let leadId = 9_500;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  host.callbacks.destroy();
  host.panel.remove();
  jest.useRealTimers();
});

const draft: Proposal['draft'] = {
  greeting: 'Altagracia, gracias.',
  services: [{ key: 'accounting', title: 'Contabilidad mensual', scope: 'Uno\nDos' }],
  ...{ amount: 22_500, currency: 'DOP', validDays: 15 },
};
const sent: NonNullable<Proposal['newest']> = {
  ...{ version: 1, state: 'open', url: 'https://leads.example/proposals/a.b' },
  ...{ amount: 22_500, currency: 'DOP', sentAt: '2026-11-23T12:00:00Z' },
  ...{ expiresAt: '2026-12-08T12:00:00Z', answeredAt: null, wish: null },
  ...{ opened: 0, seconds: 0, lastOpenedAt: null },
};

async function show(change: Partial<Card>, stage: string | null = 'proposal'): Promise<void> {
  leadId += 1;
  showLead(leadId);
  host = createHost();
  host.open();
  const { stage: known, ...lead } = talkedCard.lead;
  const at = known === null ? null : { ...known, key: stage };
  const body = { ...talkedCard, leadId, lead: { ...lead, stage: at }, ...change };
  await host.calls[0]?.answer({ status: 200, body });
}
const part = () => host.panel.querySelector('[data-part="proposal"]');
const field = (name: string) =>
  part()?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`) ?? null;
const answer = (proposal: Proposal) => host.calls.at(-1)?.answer({ status: 200, body: proposal });

test('a lead that is too early for one shows none', async () => {
  await show({}, 'qualifying');
  expect(part()).toBe(null);
});

test('the first one is written at once, sent once however often it is pressed, and shows where it stands (R1.5)', async () => {
  await show({});
  await host.press('proposal');
  await answer({ newest: null, draft });
  const amount = field('amount');
  expect(amount?.value).toBe('22500');
  if (amount !== null) amount.value = '25,000';
  const before = host.calls.length;
  await host.press('proposal-send');
  await host.press('proposal-send');
  expect(host.calls).toHaveLength(before + 1);
  expect(JSON.parse(host.calls.at(-1)?.options.data ?? '')).toEqual({ ...draft, amount: 25_000 });
  await answer({ newest: { ...sent, amount: 25_000 }, draft });
  expect(part()?.textContent).toContain('Enviada · versión 1 · DOP 25,000');
  expect(part()?.querySelector('a')?.getAttribute('href')).toBe(`${sent.url}#vista`);
});

test.each(['45,000 a 50,000', '25 mil', '1.2.3', '-5000', '25.000,00', '2,50,00'])(
  'the amount "%s" is asked for again, what else was typed stays, and nothing is sent (R3.1)',
  async (typed) => {
    await show({});
    await host.press('proposal');
    await answer({ newest: null, draft });
    const [amount, greeting] = [field('amount'), field('greeting')];
    if (amount !== null) amount.value = typed;
    if (greeting !== null) greeting.value = 'Estimada Altagracia:';
    const before = host.calls.length;
    await host.press('proposal-send');
    expect(host.calls).toHaveLength(before);
    expect(part()?.querySelector('[role="alert"]')?.textContent).toContain('25,000.50');
    expect([field('amount')?.value, field('greeting')?.value]).toEqual([
      typed,
      'Estimada Altagracia:',
    ]);
  },
);

test.each([
  ['RD$ 25,000.50', 25_000.5],
  ['DOP 1,200,000', 1_200_000],
  ['0', 0],
  ['', null],
])('the amount "%s" is sent as %p (R3.1)', async (typed, sentAmount) => {
  await show({});
  await host.press('proposal');
  await answer({ newest: null, draft });
  const amount = field('amount');
  if (amount !== null) amount.value = typed;
  await host.press('proposal-send');
  expect(JSON.parse(host.calls.at(-1)?.options.data ?? '')).toMatchObject({ amount: sentAmount });
});

test('Enter breaks the line of a text and sends nothing', async () => {
  await show({});
  await host.press('proposal');
  await answer({ newest: null, draft });
  const before = host.calls.length;
  field('scope_accounting')?.focus();
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  await settle();
  expect([event.defaultPrevented, host.calls.length]).toEqual([false, before]);
});

test('how often its client opened it, and what the client wants, is seen without a press', async () => {
  const lastOpenedAt = new Date(Date.now() - 120_000).toISOString();
  const proposal = {
    ...sent,
    state: 'change',
    wish: 'Otro precio',
    opened: 3,
    seconds: 240,
  } as const;
  await show({ proposal: { ...proposal, lastOpenedAt } });
  expect(part()?.textContent).toContain('Pide cambios · versión 1');
  expect(part()?.textContent).toContain('Abierta 3 veces, 4 min');
  expect(part()?.textContent).toContain('Quiere cambiar: Otro precio');
});

test('one that was accepted is not withdrawn; a refusal of the companion is told', async () => {
  await show({ proposal: sent });
  await host.press('proposal');
  await answer({ newest: sent, draft });
  await host.press('proposal-revoke');
  await host.calls
    .at(-1)
    ?.answer({ status: 503, body: { code: 'kommo_unreachable', requestId: 'r-7' } });
  expect(part()?.textContent).toContain('Kommo no responde en este momento.');
  await host.press('proposal');
  await host.press('proposal');
  await answer({ newest: { ...sent, state: 'accepted' }, draft });
  expect(part()?.querySelector('[data-action="proposal-revoke"]')).toBe(null);
});
