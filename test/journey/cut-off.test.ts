import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { failed } from '../../backend/src/work/outcome.js';
import type { StepName } from '../../backend/src/work/table.js';
import { openProposalWorld } from '../operations/proposals/proposal-world.js';
import type { ProposalWorld } from '../operations/proposals/proposal-world.js';
import { createMortal } from '../soak/mortal.js';
import { drive, runStep } from '../support/drain.js';
import type { RunStep } from '../support/drain.js';
import { member, team } from '../support/team.js';
import { profile } from '../support/world.js';
import { minute } from './conversation/talk-world.js';

const day = 24 * 60 * minute;
const span = [{ from: 0, to: 24 * 60 }];
const week = { 1: span, 2: span, 3: span, 4: span, 5: span, 6: span, 7: span };

/** The next run of this step ends behind its first call of this name. */
let armed: { readonly step: StepName; readonly call: string } | null = null;
let isDead = false;
const dying: RunStep = async (name, services, jobs) => {
  if (armed?.step !== name) return runStep(name, services, jobs);
  const { services: mortal, death } = createMortal(services, {
    at: { call: armed.call },
    afterEffect: true,
  });
  armed = null;
  const outcomes = runStep(name, mortal, jobs).catch((error: unknown) =>
    jobs.map(() => failed(error)),
  );
  const ended = death.then(() => {
    isDead = true;
    return null;
  });
  return Promise.race([outcomes, ended]);
};

let world: ProposalWorld;
beforeAll(async () => {
  world = await openProposalWorld((one) => drive(one, dying));
  const members = [member(1002, { week }), member(1003, { week })];
  await world.talk.services.store.team.save(team({ members }));
});
afterAll(() => world.close());

/** What a person finds on the lead afterwards, whatever it is called. */
async function left(leadId: number): Promise<readonly string[]> {
  const { talk } = world;
  const plain = (text: string) =>
    (text.split('\n')[0] ?? '').replace(/\d{4}/gu, '0000').replace(/https?:\S+/gu, 'link');
  const { stage, outcome, price } = await talk.readLead(leadId);
  const texts = [
    ...(await talk.tasks(leadId)).map(({ text }) => `task: ${plain(text)}`),
    ...(await talk.notes(leadId)).map((text) => `note: ${plain(text)}`),
    ...(await talk.said(leadId)).map((text) => `said: ${plain(text)}`),
  ];
  return [...texts.sort(), `${stage ?? ''} ${outcome} ${price}`];
}

let people = 0;
const capture = async (change: Readonly<Record<string, unknown>>) =>
  (await world.talk.capture(++people, change)).leadId;

async function begin(change: Readonly<Record<string, unknown>>): Promise<number> {
  const leadId = await capture(change);
  await world.talk.write(leadId, 'Sí, empecemos');
  await world.talk.pass(2 * minute);
  return leadId;
}

const strong = {
  ...{ company_size: '21-50', monthly_revenue: '10M+', budget_range: '50K+' },
  ...{ urgency_level: 'Inmediatamente', current_situation: 'Cambiando proveedor' },
};

interface Play {
  readonly act: () => Promise<number>;
  /** Where the process ends, one after another. */
  readonly cuts: readonly (readonly [StepName, string])[];
}

const plays: Readonly<Record<string, Play>> = {
  'a conversation that qualifies its lead (R4.4, R5.1)': {
    act: async () => {
      const leadId = await begin(strong);
      await world.talk.write(leadId, 'Sí');
      await world.talk.write(leadId, 'como unas 300 al mes');
      await world.talk.pass(minute);
      return leadId;
    },
    cuts: [
      ['qualify', 'writeLead'],
      ['qualify', 'see'],
      ['qualify', 'saveProfile'],
      ['summarize', 'addNote'],
      ['assign', 'writeLead'],
      ['assign', 'addTask'],
    ],
  },
  'a low score that goes to Nurturing (R5.1)': {
    act: async () => {
      const leadId = await begin({ company_size: '1-5', urgency_level: 'Solo explorando' });
      await world.talk.pass(40 * minute);
      return leadId;
    },
    cuts: [
      ['qualify', 'writeLead'],
      ['summarize', 'change'],
    ],
  },
  'a proposal and its yes (R3.1)': {
    act: async () => {
      const leadId = await capture({ budget_range: '15K-30K', consent: 'No' });
      const url = await world.make(leadId, { amount: 25_000 });
      await world.visit(url, { answer: 'accepted' });
      await world.talk.drain();
      await world.talk.settle();
      return leadId;
    },
    cuts: [
      ['write-proposal', 'writeLead'],
      ['write-proposal', 'addNote'],
      ['tell-proposal', 'addTask'],
      ['tell-proposal', 'addNote'],
    ],
  },
  'a meeting and the limit behind it (R3.1)': {
    act: async () => {
      const leadId = await capture({ consent: 'No', meeting_preference: 'Virtual' });
      await world.talk.moveTo(leadId, 'in_contact');
      await world.talk.settle();
      await world.talk.pass(minute);
      await world.talk.pass(5 * day);
      return leadId;
    },
    cuts: [
      ['enter-stage', 'addTask'],
      ['check-limit', 'addTask'],
    ],
  },
  'a person that comes again (R1.3)': {
    act: async () => {
      const leadId = await capture({ consent: 'No' });
      const { captures } = world.talk.services.store;
      const again = await captures.append({
        ...{ source: 'direct', idempotencyKey: null, bodyHash: `again ${leadId}`, requestId: 'r' },
        profile: profile(people, { consent: 'No', budget_range: '50K+' }),
      });
      if (again.kind !== 'stored') throw new Error('not stored');
      await world.talk.services.enqueue('score', { id: again.captureId });
      await world.talk.drain();
      await world.talk.settle();
      return leadId;
    },
    cuts: [
      ['merge-lead', 'writeLead'],
      ['merge-lead', 'addNote'],
    ],
  },
};

test.each(Object.entries(plays))(
  '%s leaves the same whenever the process is killed on its way',
  async (_name, { act, cuts }) => {
    const whole = await left(await act());
    for (const [step, call] of cuts) {
      armed = { step, call };
      isDead = false;
      const leadId = await act();
      expect({ step, call, isDead, left: await left(leadId) }).toEqual({
        ...{ step, call, isDead: true, left: whole },
      });
    }
    expect(world.talk.takeFailures()).toEqual([]);
  },
);
