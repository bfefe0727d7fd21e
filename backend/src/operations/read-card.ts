import type { Card } from '../../../contract/card.js';
import type { Score } from '../../../contract/score.js';
import type { KommoLead } from '../adapters/kommo/kommo.js';
import { cardAnswers } from '../domain/card-answers.js';
import { mergeProfile, profileFromKommo } from '../domain/merge-profile.js';
import { factsOf } from '../domain/facts.js';
import { nextQuestion } from '../domain/next-question.js';
import { scorePre } from '../domain/score-pre.js';
import { AppError } from '../errors.js';
import type { LeadProfile } from '../domain/lead.js';
import type { Services } from '../services.js';
import type { LeadRow, StoredScore } from '../storage/tables.js';
import { odooStateOf } from './odoo-state.js';
import { plannedSteps } from './planned-steps.js';

type Stage = NonNullable<Card['lead']['stage']>;

/** How long the card waits for Kommo before it answers with what the companion kept. */
const kommoPatienceMs = 2_500;

/**
 * Everything the panel shows of one lead, in one answer (R9.1). When Kommo cannot be read, what the companion kept is
 * answered and marked as stale.
 * @throws AppError `lead_not_found` when neither Kommo nor the companion knows the lead, or why Kommo cannot be read.
 */
export async function readCard(services: Services, kommoLeadId: number): Promise<Card> {
  const { store, blueprint, clock } = services;
  const row = await store.leads.findByKommoId(kommoLeadId);
  const lead = await readFresh(services, kommoLeadId, row);
  const profile = profileOf(services, lead, row);
  const [history, transfer] = await Promise.all([
    row === null ? [] : store.scores.history(row.id, 20),
    store.transfers.find(kommoLeadId),
  ]);
  const scores = currentScores(services, history, profile);
  const current = inForce(scores);
  return {
    leadId: kommoLeadId,
    generatedAt: clock().toISOString(),
    stale: lead === null,
    lead: leadOf(services, profile, lead, row),
    current: current?.model ?? null,
    scores,
    history: historyOf(history),
    nextQuestion: current === null ? null : nextQuestion(current, profile, blueprint),
    answers: cardAnswers(profile, blueprint),
    disagreement: null,
    conversation: null,
    odoo: odooStateOf(transfer, plannedSteps),
  };
}

async function readFresh(
  { kommo }: Services,
  kommoLeadId: number,
  row: LeadRow | null,
): Promise<KommoLead | null> {
  const reading = kommo.readLead(kommoLeadId);
  if (row === null) return orNotFound(await reading, kommoLeadId);
  // A failure after the patience is over is nobody's business any more.
  reading.catch(() => undefined);
  return Promise.race([
    reading.then((lead) => orNotFound(lead, kommoLeadId)),
    new Promise<null>((resolve) => setTimeout(resolve, kommoPatienceMs, null).unref()),
  ]).catch((error: unknown) => {
    if (error instanceof AppError && error.code !== 'lead_not_found') return null;
    throw error;
  });
}

function orNotFound(lead: KommoLead | null, kommoLeadId: number): KommoLead {
  if (lead !== null) return lead;
  throw new AppError('lead_not_found', `Kommo has no lead ${kommoLeadId}.`);
}

function profileOf(
  { blueprint }: Services,
  lead: KommoLead | null,
  row: LeadRow | null,
): LeadProfile {
  if (row !== null && lead !== null) return mergeProfile(row.profile, lead, blueprint);
  if (row !== null) return row.profile;
  if (lead !== null) return profileFromKommo(lead);
  throw new AppError('lead_not_found', 'Neither Kommo nor the companion knows the lead.');
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

/** The conversation's score, else InLead's, else the form's: the one that stands in Kommo's `lead_score` (R4.4). */
const inForce = (scores: readonly Score[]): Score | null =>
  (['lead', 'inlead', 'pre'] as const)
    .flatMap((one) => scores.find(({ model }) => model === one) ?? [])
    .at(0) ?? null;

function leadOf(
  { blueprint }: Services,
  profile: LeadProfile,
  lead: KommoLead | null,
  row: LeadRow | null,
): Card['lead'] {
  const { companyName } = profile.person;
  return {
    name: lead?.name ?? companyName,
    company: companyName === '' ? null : companyName,
    services: profile.services.flatMap((key) =>
      blueprint.services
        .filter((service) => service.key === key)
        .map(({ label }) => ({ key, label })),
    ),
    stage: lead === null ? null : stageOf(lead, blueprint),
    capturedAt: row?.capturedAt ?? null,
    source: row?.profile.source ?? null,
  };
}

function stageOf(
  { stage: key, stageName, outcome }: KommoLead,
  { pipelines }: Services['blueprint'],
): Stage {
  const known = pipelines.flatMap(({ stages }) => stages).find((stage) => stage.key === key);
  return { key, name: known?.name ?? stageName, outcome, since: null, dueAt: null };
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
