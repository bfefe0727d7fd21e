import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  answerProposal,
  seeProposal,
} from '../../../backend/src/operations/proposals/client-proposal.js';
import { sendProposal } from '../../../backend/src/operations/proposals/send-proposal.js';
import { widgetPaths } from '../../../contract/paths.js';
import { openProposalWorld } from './proposal-world.js';
import type { ProposalWorld } from './proposal-world.js';

let world: ProposalWorld;
let leadId = 0;
beforeAll(async () => {
  world = await openProposalWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  leadId = await world.capture();
});
const dayMs = 86_400_000;
const read = () => world.ask(widgetPaths.proposal(leadId));

test('its client sees what the executive wrote, and no script of a stranger (R3.1, R8.2)', async () => {
  const url = await world.make(leadId, {
    greeting: 'Hola <script>alert(1)</script>',
    amount: 25_000,
  });
  const { status, html, headers } = await world.visit(url);
  expect(status).toBe(200);
  expect(html).toContain('Hola &lt;script&gt;');
  expect(html).toContain('RD$25,000');
  expect(html).toContain('Lo que nos contó');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
});

test.each(['', 'x', 'a'.repeat(20) + '.' + 'b'.repeat(22), '..%2f..%2fhealth', '%00'])(
  'a token that is not ours opens nothing: %j (R8.2)',
  async (token) => {
    const response = await fetch(`${world.url}/proposals/${token}`);
    expect(response.status).toBe(404);
    await response.text();
  },
);

test('a new version replaces the one before; a revoked and an expired one say so (R3.1)', async () => {
  const first = await world.make(leadId);
  const second = await world.make(leadId, { amount: 30_000, validDays: 1 });
  expect((await world.visit(first)).html).toContain('Hay una versión más reciente');
  expect((await world.visit(first, { answer: 'accepted' })).status).toBe(410);
  expect((await read()).newest).toMatchObject({ version: 2, state: 'open', amount: 30_000 });
  await world.talk.pass(dayMs);
  const expired = await world.visit(second);
  expect(expired).toMatchObject({ status: 410 });
  expect(expired.html).toContain('Venció el');
  expect((await read()).newest?.state).toBe('expired');

  const third = await world.make(leadId);
  expect((await world.ask(widgetPaths.revokeProposal(leadId), 'POST')).newest?.state).toBe(
    'revoked',
  );
  expect((await world.visit(third)).html).toContain('la retiró');
});

test('a lost lead gets none (R3.1)', async () => {
  const { draft } = await read();
  await world.talk.moveTo(leadId, 'lost');
  const response = await fetch(world.url + widgetPaths.proposal(leadId), {
    method: 'POST',
    headers: { 'x-auth-token': 'token', 'content-type': 'application/json' },
    body: JSON.stringify(draft),
  });
  expect(response.status).toBe(422);
  expect(await response.text()).toContain('cerrado');
});

test('an amount in another currency than the account’s is refused: the lead would read it as its own (R3.1, R5.5)', async () => {
  const { draft } = await read();
  const given = { draft: { ...draft, amount: 900, currency: 'USD' }, by: 1001, requestId: 'usd' };
  await expect(sendProposal(world.talk.services, leadId, given)).rejects.toMatchObject({
    reason: { code: 'proposal.other_currency', params: { currency: 'DOP' } },
  });
  expect((await read()).newest).toBeNull();
});

test('a yes that crosses a new version on its way is not taken for the old one, nor one that comes too late (R3.1)', async () => {
  const { proposals } = world.talk.services.store;
  const yes = { answer: 'accepted', wish: null } as const;
  const now = () => world.talk.services.clock();
  await world.make(leadId);
  const first = await proposals.newest(leadId);
  await world.make(leadId, { amount: 30_000, validDays: 1 });
  const second = await proposals.newest(leadId);
  expect(await proposals.answer(first?.id ?? '', yes, now())).toBe(false);
  await world.talk.pass(dayMs);
  expect(await proposals.answer(second?.id ?? '', yes, now())).toBe(false);
  expect((await read()).newest).toMatchObject({ version: 2, state: 'expired' });
});

test('what a client did is not kept where nobody can be told of it, and is told when it comes again (R3.1, R8.3)', async () => {
  const { services } = world.talk;
  const fails = () => Promise.reject(new Error('the process ends here'));
  const broken = { ...services, enqueue: fails, enqueueWithin: () => fails };
  await world.make(leadId);
  await world.talk.moveTo(leadId, 'negotiation');
  const { id = '', token = '' } = (await services.store.proposals.newest(leadId)) ?? {};
  await seeProposal(services, token, { visit: 'the-first-look', seconds: 1 });
  const again = { visit: 'the-second-look', seconds: 1 };
  const yes = { answer: 'accepted', wish: null, requestId: 'one' } as const;
  await expect(seeProposal(broken, token, again)).rejects.toThrow('ends here');
  await expect(answerProposal(broken, token, yes)).rejects.toThrow('ends here');
  expect(await services.store.proposals.find(id)).toMatchObject({ answer: null, visits: 1 });

  await seeProposal(services, token, again);
  await world.talk.drain();
  await answerProposal(services, token, yes);
  await world.talk.drain();
  expect(await world.tasks(leadId)).toEqual([
    expect.stringContaining('Volvió a abrir'),
    expect.stringContaining('Aceptó la propuesta'),
  ]);
});
