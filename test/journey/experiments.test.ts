import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startFollowUp } from '../../backend/src/journey/follow-up/start-follow-up.js';
import {
  beginExperiment,
  endExperiment,
} from '../../backend/src/operations/experiments/change-experiments.js';
import { prepareSandboxBots } from '../../backend/src/prepare-sandbox-bots.js';
import type { BeginExperiment } from '../../contract/experiment.js';
import { arms } from '../../domain/experiment/arm.js';
import type { Arm } from '../../domain/experiment/arm.js';
import { drawArm, evenly } from '../../domain/experiment/draw-arm.js';
import { impatientClient } from '../support/world.js';
import { minute, openTalkWorld } from './conversation/talk-world.js';
import type { TalkWorld } from './conversation/talk-world.js';

const questions = {
  a: '¿Tienen empleados con comisiones variables?',
  b: '¿Alguien de tu equipo cobra comisiones?',
} as const;
const otherBot = 'Account · Nómina corta';

let talk: TalkWorld;
beforeAll(async () => {
  talk = await openTalkWorld();
  const { blueprint } = talk.services;
  const { payroll } = blueprint.conversations;
  const first = { ...payroll.first, text: questions.b };
  await prepareSandboxBots(impatientClient(talk.world.config, talk.world), {
    ...blueprint,
    conversations: { ...blueprint.conversations, payroll: { ...payroll, name: otherBot, first } },
  });
}, 60_000);
afterAll(() => talk.close());

const table = () => talk.services.store.experiments;

async function begin(wanted: Omit<BeginExperiment, 'name' | 'weights'>): Promise<string> {
  await beginExperiment(talk.services, { name: 'Prueba', weights: evenly, ...wanted });
  return (await table().newest(wanted))?.id ?? '';
}

let people = 0;
const capture = async (change: Readonly<Record<string, unknown>> = {}): Promise<number> =>
  (await talk.capture(++people, { service_type: 'Nómina', ...change })).leadId;

/** Leads until each arm has one. */
async function oneOfEach(
  id: string,
  make: () => Promise<number> = capture,
): Promise<Readonly<Record<Arm, number>>> {
  const leads = new Map<Arm, number>();
  while (leads.size < arms.length) {
    const leadId = await make();
    leads.set(drawArm(id, String(leadId)), leadId);
  }
  return { a: leads.get('a') ?? 0, b: leads.get('b') ?? 0 };
}

async function asked(leadId: number): Promise<string | undefined> {
  await talk.pass(2 * minute);
  await talk.write(leadId, 'hola');
  return (await talk.said(leadId)).at(-1);
}

test('a conversation in two versions: drawn at its start and kept; one that lost stays with whom it runs, and nobody new gets it (R8.7)', async () => {
  const id = await begin({
    ...{ subject: 'conversation', target: 'payroll' },
    versions: { a: '', b: otherBot },
  });
  const leads = await oneOfEach(id);
  expect(await table().armOf(id, leads.b)).toBeNull();
  for (const arm of arms) {
    expect(await asked(leads[arm])).toBe(questions[arm]);
    expect(await table().armOf(id, leads[arm])).toBe(arm);
  }

  await endExperiment(talk.services, { id, stays: 'a' });
  await talk.write(leads.b, 'No');
  const [conversation] = await talk.services.store.conversations.find([leads.b]);
  expect(conversation?.state).toBe('running');
  expect((await talk.said(leads.b)).at(-1)).not.toBe(questions.b);

  const after = await capture();
  expect(await asked(after)).toBe(questions.a);
  expect(await table().armOf(id, after)).toBeNull();
  expect(talk.takeFailures()).toEqual([]);
}, 120_000);

test('what won is what everybody new gets (R8.7)', async () => {
  const id = await begin({
    ...{ subject: 'conversation', target: 'payroll' },
    versions: { a: '', b: otherBot },
  });
  await endExperiment(talk.services, { id, stays: 'b' });
  expect(await asked(await capture())).toBe(questions.b);
  const again = await begin({
    ...{ subject: 'conversation', target: 'payroll' },
    versions: { a: '', b: otherBot },
  });
  await endExperiment(talk.services, { id: again, stays: 'a' });
}, 120_000);

test('a template in two versions goes out once to each lead, in its own (R8.7)', async () => {
  const id = await begin({
    ...{ subject: 'template', target: 'welcome' },
    versions: { a: '', b: 'Account · soft_reminder_24h' },
  });
  const leads = await oneOfEach(id);
  expect(await talk.said(leads.a)).toEqual([expect.stringContaining('Recibimos tu solicitud')]);
  expect(await talk.said(leads.b)).toEqual([expect.stringContaining('sigue abierta')]);
  await endExperiment(talk.services, { id, stays: 'a' });
}, 120_000);

test('where the account has lost the bot of a version the usual one runs, and the lead is in no arm (R8.7)', async () => {
  const wanted = { subject: 'template', target: 'welcome' } as const;
  await table().begin(
    { id: 'lost-bot', name: 'P', ...wanted, versions: { a: 'Nadie', b: 'Nadie' }, weights: evenly },
    talk.services.clock(),
  );
  const leadId = await capture();
  expect(await talk.said(leadId)).toEqual([expect.stringContaining('Recibimos tu solicitud')]);
  expect(await table().armOf('lost-bot', leadId)).toBeNull();
  await endExperiment(talk.services, { id: 'lost-bot', stays: 'a' });
  await begin({ ...wanted, versions: { a: '', b: 'Account · qualification_start' } }).then((id) =>
    endExperiment(talk.services, { id, stays: 'a' }),
  );
}, 120_000);

test('a follow-up in two paces: each lead keeps the days that were planned at its start (R8.7, R5.2)', async () => {
  const id = await begin({
    ...{ subject: 'delay', target: 'follow_up' },
    versions: { a: '', b: '0.5' },
  });
  const { store, clock } = talk.services;
  const silent = async () => {
    const leadId = await capture({ consent: false });
    await startFollowUp.run(talk.services, [
      { kommoLeadId: leadId, requestId: 'r', byPerson: true },
    ]);
    return leadId;
  };
  const leads = await oneOfEach(id, silent);
  const daysTo = async (leadId: number, key: string) => {
    const followUp = await store.followUps.find(leadId);
    const touch = followUp?.touches.find((one) => one.key === key);
    return (Date.parse(touch?.dueAt ?? '') - clock().getTime()) / (24 * 60 * minute);
  };
  // The move disturbs nobody, so that no working hours shift it.
  expect(await daysTo(leads.a, 'nurturing_pipeline')).toBeCloseTo(60, 1);
  expect(await daysTo(leads.b, 'nurturing_pipeline')).toBeCloseTo(30, 1);
  const planned = (await store.followUps.find(leads.b))?.touches;
  await endExperiment(talk.services, { id, stays: 'a' });
  expect((await store.followUps.find(leads.b))?.touches).toEqual(planned);
}, 120_000);
