import { newestProposal } from '../proposals/read-proposal.js';
import type { Card } from '../../../../contract/card.js';
import type { Score } from '../../../../contract/score.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import { cardAnswers } from '../../../../domain/lead/card-answers.js';
import { mergeProfile, profileFromKommo } from '../../../../domain/lead/merge-profile.js';
import { factsOf } from '../../../../domain/lead/facts.js';
import { nextQuestion } from '../../../../domain/score/next-question.js';
import { scoreInForce } from '../../../../domain/score/score-in-force.js';
import { scorePre } from '../../../../domain/score/score-pre.js';
import { AppError } from '../../errors.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import type { Services } from '../../services.js';
import type { LeadRow, LeadSnapshot, StoredScore } from '../../storage/tables.js';
import { leadsAlike } from '../../../../domain/refinement/reliability.js';
import { nextClassOf } from '../../../../domain/score/next-class.js';
import { waitingOfLead } from '../waiting-work/waiting-work.js';
import { conversationOf, disagreementOf, noMessageOf } from './card-talk.js';
import { stageOf } from './card-stage.js';
import type { Limits } from './card-stage.js';
import { runOf, strategyOf } from './conversation-run.js';
import { followUpOf } from './card-follow-up.js';
import { cardProvenance } from './card-provenance.js';
import { lookAtLead } from './look-at-lead.js';
import { odooStateOf } from './odoo-state.js';
import { plannedSteps } from './planned-steps.js';
import type { Unworded } from '../../../../wording/sentence.js';

/**
 * Everything the panel shows of one lead, in one answer (R9.1). When Kommo cannot be read, what the companion kept is
 * answered, marked as stale and dated when Kommo last said it.
 * @throws AppError `lead_not_found` when neither Kommo nor the companion knows the lead, or why Kommo cannot be read.
 */
export async function readCard(services: Services, kommoLeadId: number): Promise<UnwordedCard> {
  const row = await services.store.leads.findByKommoId(kommoLeadId);
  const { lead, snapshot } = await lookAtLead(services, kommoLeadId, row);
  const profile = profileOf(services, lead, row);
  return composeCard(services, { kommoLeadId, row, profile, snapshot, isStale: lead === null });
}

export type UnwordedCard = Unworded<Card, 'reason' | 'label' | 'shown'>;

export interface CardFacts {
  readonly kommoLeadId: number;
  readonly row: LeadRow | null;
  readonly profile: LeadProfile;
  readonly snapshot: LeadSnapshot | null;
  readonly isStale: boolean;
}

/** The card of what is known; nothing is asked of Kommo. */
export async function composeCard(services: Services, facts: CardFacts): Promise<UnwordedCard> {
  const { store, clock } = services;
  const { kommoLeadId, row, profile, snapshot, isStale } = facts;
  const [history, handOver, automated, waiting, [conversation], stays, followUp, proposal] =
    await Promise.all([
      row === null ? [] : store.scores.history(row.id, 20),
      store.handOvers.find(kommoLeadId),
      store.team.automatedStages(),
      waitingOfLead(services, { kommoLeadId, leadId: row?.id ?? null }),
      store.conversations.find([kommoLeadId]),
      store.leadStages.find([kommoLeadId]),
      store.followUps.find(kommoLeadId),
      newestProposal(services, kommoLeadId),
    ]);
  const scores = currentScores(services, history, profile);
  const current = scoreInForce(scores);
  return {
    leadId: kommoLeadId,
    generatedAt: seenAtOf(facts) ?? clock().toISOString(),
    stale: isStale,
    lead: leadOf(services, facts, {
      ...{ automated, stay: stays[0] ?? null },
      isAsked: conversation?.state === 'ended',
    }),
    current: current?.model ?? null,
    scores,
    history: historyOf(history),
    ...nextStepsOf(services, current, profile),
    answers: await answersOf(services, facts),
    disagreement: disagreementOf(services, scores),
    conversation: conversationOf(services, profile, snapshot),
    run: runOf(services, { conversation, profile, snapshot }),
    strategy: strategyOf(services, profile),
    noMessage: noMessageOf(conversation),
    followUp: followUpOf(followUp),
    proposal,
    odoo: odooStateOf(handOver, plannedSteps),
    waiting,
  };
}

async function answersOf(
  services: Services,
  { profile, isStale }: CardFacts,
): Promise<UnwordedCard['answers']> {
  // What Kommo cannot be told now would be lost.
  const asked = cardAnswers(profile, services.blueprint).map((one) => ({
    ...one,
    editable: !isStale,
  }));
  return [...asked, ...(await cardProvenance(services, profile))];
}

/** When a stale card was true. */
const seenAtOf = ({ isStale, snapshot, row }: CardFacts): string | undefined =>
  isStale ? (snapshot?.seenAt ?? row?.capturedAt) : undefined;

function nextStepsOf(
  { blueprint, scoreTables, endedLeads }: Services,
  current: Score | null,
  profile: LeadProfile,
): Pick<Card, 'nextClass' | 'nextQuestion' | 'alike'> {
  if (current === null) return { nextClass: null, nextQuestion: null, alike: null };
  const alike = leadsAlike(endedLeads(), current.total)?.won ?? null;
  return {
    alike: alike && { won: alike.count, of: alike.of },
    nextClass: nextClassOf(current.total, scoreTables.pre.classes),
    nextQuestion: nextQuestion(current, profile, blueprint),
  };
}

function profileOf(
  { blueprint }: Services,
  lead: KommoLead | null,
  row: LeadRow | null,
): LeadProfile {
  if (row !== null && lead !== null) return mergeProfile(row.profile, lead, blueprint);
  if (row !== null) return row.profile;
  if (lead !== null) return profileFromKommo(lead);
  throw new AppError('kommo_unreachable', 'Kommo did not answer and the lead is not ours.');
}

/** The latest of each model; a lead that was never scored is scored for this answer only. */
function currentScores(
  { scoreTables, blueprint }: Services,
  history: readonly StoredScore[],
  profile: LeadProfile,
) {
  const models = [...new Set(history.map(({ score }) => score.model))];
  if (models.length === 0) return [scorePre(factsOf(profile), scoreTables.pre, blueprint)];
  return models.flatMap((model) => history.find(({ score }) => score.model === model)?.score ?? []);
}

function leadOf(
  { blueprint }: Services,
  { profile, row, snapshot }: CardFacts,
  limits: Limits,
): Card['lead'] {
  const { companyName, fullName, phone } = profile.person;
  return {
    name: snapshot?.name ?? companyName,
    company: companyName === '' ? null : companyName,
    person: { name: fullName, phone },
    services: profile.services.flatMap((key) =>
      blueprint.services
        .filter((service) => service.key === key)
        .map(({ label }) => ({ key, label })),
    ),
    stage: snapshot === null ? null : stageOf(snapshot, blueprint, limits),
    capturedAt: row?.capturedAt ?? null,
    source: row?.profile.source ?? null,
  };
}

function historyOf(history: readonly StoredScore[]): Card['history'] {
  return history.map(({ at, cause, score }, index) => ({
    at,
    cause,
    model: score.model,
    version: score.version,
    total: score.total,
    previous:
      history.slice(index + 1).find((older) => older.score.model === score.model)?.score.total ??
      null,
  }));
}
