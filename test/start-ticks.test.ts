import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runTick } from '../backend/src/start-ticks.js';
import type { Services } from '../backend/src/services.js';
import { tickNames, ticks } from '../backend/src/work/ticks.js';
import type { TickName } from '../backend/src/work/ticks.js';
import type { StepName } from '../backend/src/work/table.js';
import { team } from './support/team.js';
import { minute, openTalkWorld } from './journey/conversation/talk-world.js';
import type { TalkWorld } from './journey/conversation/talk-world.js';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
});
afterAll(() => talk.close());

/** What a tick asks for. */
async function askedBy(name: TickName): Promise<readonly string[]> {
  const asked = new Set<string>();
  const config = { ...talk.services.config, alertWebhookUrl: 'http://127.0.0.1:1/alerts' };
  const enqueue: Services['enqueue'] = (step, ...inputs) => {
    if (inputs.length > 0) asked.add(step);
    return Promise.resolve();
  };
  // The night before, the export failed.
  const startedAt = talk.services.clock().toISOString();
  const failed = {
    ...{ id: 'x', folder: 'x', by: 'night', startedAt, finishedAt: startedAt, rows: 0, bytes: 0 },
    ...{ state: 'failed' as const, manifestHash: null, failure: 'no space' },
  };
  const list = () => Promise.resolve([failed]);
  const exports = { ...talk.services.exports, isSealed: true, list };
  const services = { ...talk.services, config, enqueue, enqueueWithin: () => enqueue, exports };
  await runTick(name, { services, relay: { look: () => Promise.resolve(0) }, first: true });
  return [...asked].sort();
}

const post = (path: string, method: string, body: unknown) =>
  talk.world.kommo(path, { method, body });

/** Each tick has something to do: a bot's time has come, failures, a run that was cut short, and what no hook told. */
async function prepare(): Promise<void> {
  await askedBy('catch-up');
  const silent = await talk.capture(1);
  await talk.write(silent.leadId, 'hola');
  await talk.pass(2 * minute);
  const edited = await talk.capture(2);
  await post('/sandbox/clock', 'POST', { advanceMs: 45 * minute });
  talk.advance(45 * minute);
  const { contactId } = await talk.readLead(edited.leadId);
  await talk.edit(edited.leadId, { COMPANY_SIZE: '1-5' });
  await post(`/api/v4/contacts/${contactId}`, 'PATCH', {
    custom_fields_values: [
      { field_code: 'PHONE', values: [{ value: '8295550103', enum_code: 'MOB' }] },
    ],
  });
  await post(`/sandbox/phone/${silent.leadId}`, 'POST', { text: 'Sí' });
  await talk.services.store.drafts.merge({
    ...{ source: 'inlead', code: '1', fields: { nome: 'Ana' } },
    ...{ at: talk.services.clock(), dueAt: talk.services.clock() },
  });
  await post('/sandbox/meta/leads', 'POST', { fields: { full_name: 'Ana Peña' }, times: 0 });
  await talk.takeHooks();

  const { store, clock } = talk.services;
  const now = clock();
  const stay = { stage: 'new', outcome: 'open', responsibleUserId: null } as const;
  for (const [index, what] of (['enter-stage', 'check-limit'] as const).entries()) {
    const kommoLeadId = 800_000 + index;
    await store.leadStages.see({ ...stay, kommoLeadId }, now);
    const [seen] = await store.leadStages.find([kommoLeadId]);
    if (seen !== undefined) await store.leadStages.change(seen, { due: { what, at: now } });
  }
  const due = ['welcome', 'find-welcome', 'hand-to-bot', 'take-over'] as const;
  for (const [index, what] of due.entries()) {
    const kommoLeadId = what === 'welcome' ? edited.leadId : 800_000 + index;
    await store.conversations.forget(kommoLeadId, 'welcomed');
    await store.conversations.forget(kommoLeadId, 'waiting');
    await store.conversations.open(kommoLeadId, { state: 'none', due: { what, at: now } });
  }
  await store.team.save(team());
  await store.assignments.queue({
    ...{ kommoLeadId: 800_000, services: [], sector: null, score: 80 },
    queuedAt: now.toISOString(),
  });
  await store.followUps.start(
    {
      ...{ kommoLeadId: 800_000, stage: 'in_contact', byPerson: true, repeats: true },
      ...{ silentSince: now.toISOString(), touches: [{ key: 'soft_reminder_24h', dueAt: now }] },
    },
    now,
  );
  await store.landing.saveDraft({ id: 'half', state: {}, body: {}, facts: {} }, new Date(0));
  await store.alerts.addFailures('kommo', 1_000);
  await store.reconciliations.start({ id: 'cut-short', night: null, by: 'user:1001' });
  await store.replays.start({
    ...{ id: 'cut-short', by: 'user:1001', requestId: 'r' },
    items: [
      {
        ...{ deadLetterId: 'one', step: 'score', key: 'k', data: {}, edits: {}, changes: [] },
        plan: { code: 'problem.internal' },
      },
    ],
  });
}

test('each tick asks for what its row names, and for nothing else (R6.1)', async () => {
  await prepare();
  // The relay asks for it within the commit that moves a delivery: its jobs are typed by the same row.
  for (const name of tickNames.filter((one) => one !== 'relay')) {
    expect([name, await askedBy(name)]).toEqual([name, [...ticks[name].next].sort()]);
  }
});

test('a tick that asks for a step its row does not name is stopped', async () => {
  const relay = { look: () => Promise.resolve(0) };
  const named = ticks.forms.next as StepName[];
  const before = named.splice(0);
  const run = runTick('forms', { services: talk.services, relay, first: false });
  await expect(run).rejects.toThrow('The tick forms may not ask for keep-partial.');
  named.push(...before);
});
