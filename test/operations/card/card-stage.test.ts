import { expect, test } from '@jest/globals';
import { blueprint } from '../../../domain/blueprint/blueprint.js';
import { stageOf } from '../../../backend/src/operations/card/card-stage.js';
import type { LeadSnapshot, LeadStage } from '../../../backend/src/storage/tables.js';

const since = '2026-11-23T12:00:00.000Z';
const limitAt = '2026-11-23T12:30:00.000Z';
type StageKey = NonNullable<LeadSnapshot['stage']['key']>;

const snapshotAt = (key: StageKey): LeadSnapshot => ({
  ...{ kommoLeadId: 1, name: 'Ferretería', messages: [], newestMessageId: null },
  ...{ lastIncomingAt: null, since, seenAt: since, kommoUpdatedAt: 0 },
  stage: { key, name: 'Una etapa', outcome: 'open', pipelineId: 1, statusId: 1 },
});
const stayAt = (stage: StageKey, told: LeadStage['facts']['told']): LeadStage => ({
  ...{ kommoLeadId: 1, stage, enteredAt: since, due: 'check-limit', dueAt: limitAt, limitAt },
  ...{ outcome: 'open', responsibleUserId: 1002 },
  facts: told === undefined ? {} : { told },
});

test.each<[string, StageKey, boolean, LeadStage['facts']['told'], string | null]>([
  ['while the bot asks', 'qualifying', false, undefined, limitAt],
  ['once it has asked', 'qualifying', true, undefined, null],
  ['once it has asked, of a lead that somebody was told of', 'qualifying', true, [], limitAt],
  ['once it has asked, at a later stage', 'qualified', true, undefined, limitAt],
])('the limit of a stage %s (R9.1)', (_name, key, isAsked, told, expected) => {
  const limits = { automated: new Set([key]), stay: stayAt(key, told), isAsked };
  expect(stageOf(snapshotAt(key), blueprint, limits).dueAt).toBe(expected);
});

test('a limit that nobody keeps yet is counted from the stage, except for what the bot has asked (R9.1)', () => {
  const limits = { automated: new Set(['qualifying']), stay: null };
  const endAt = (isAsked: boolean) =>
    stageOf(snapshotAt('qualifying'), blueprint, { ...limits, isAsked }).dueAt;
  expect(endAt(false)).not.toBeNull();
  expect(endAt(true)).toBeNull();
});
