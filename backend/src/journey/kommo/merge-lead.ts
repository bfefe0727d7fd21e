import { consentNames } from '../../../../domain/consent/consent-names.js';
import { describeCapture } from '../../../../domain/lead/describe-capture.js';
import { mergeCapture } from '../../../../domain/lead/merge-capture.js';
import { scoreInlead } from '../../../../domain/score/inlead-score.js';
import { rescore } from '../../../../domain/score/rescore.js';
import { scoreInForce } from '../../../../domain/score/score-in-force.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { LeadRow } from '../../storage/tables.js';
import { done, failed } from '../../work/outcome.js';
import { next } from '../../work/request.js';
import { oneByOne } from '../../work/step.js';
import { addNoteOnce } from '../reading/add-note-once.js';
import { readProvenance } from '../reading/read-provenance.js';
import { refreshLeads, refreshLock } from '../reading/refresh-leads.js';
import { seeMove } from '../reading/see-stage.js';

/**
 * A person that has an open lead came again (R1.3, R5.3): what it says goes into that lead, which is scored anew, and a note
 * says what came. Where the lead is closed by now, the capture is a lead of its own after all.
 */
export const mergeLead = oneByOne('merge-lead', async (services, { leadId, kommoLeadId }) => {
  const { store, log } = services;
  const found = await refreshLeads(services, [kommoLeadId], {
    ...{ cause: 'edited', peopleToo: new Set<number>() },
  });
  const one = found.get(kommoLeadId);
  if (one?.kind === 'failed') return failed(one.error);
  if (one?.kind !== 'seen' || one.lead.outcome !== 'open') {
    return done(next('send-to-kommo', { leadId, requestId: `closed:${kommoLeadId}` }));
  }
  const [again] = await store.leads.findByIds([leadId]);
  const merged = await store.shared.withLock(refreshLock, () =>
    merge(services, one.lead, again ?? null),
  );
  if (again !== undefined) {
    await store.stories.add(kommoLeadId, {
      ...{ kind: 'came_again', at: again.capturedAt },
      facts: { source: again.profile.source },
    });
    await store.leads.absorb(leadId);
  }

  log.info({ leadId: kommoLeadId, captureId: leadId }, 'a person came again: its open lead has it');
  return done(next('welcome', { leadId: merged ?? leadId, requestId: `again:${leadId}` }));
});

/** Kommo first: what it holds wins over what we keep. Answers the id of the lead that stays. */
async function merge(
  services: Services,
  lead: KommoLead,
  again: LeadRow | null,
): Promise<string | null> {
  const { store, kommo } = services;
  const known = await store.leads.findByKommoId(lead.id);
  if (known === null || again === null) return known?.id ?? null;
  const profile = mergeCapture(known.profile, again.profile);
  const score = await scoreAgain(services, known, { ...known, profile });

  await kommo.writeLead(lead, {
    answers: profile.answers,
    services: profile.services,
    provenance: await readProvenance(services, { id: known.id, profile }),
    ...(score === null ? {} : { score }),
    // The campaign's pipeline is left by whoever comes again.
    ...(lead.stage === 'nurturing' ? { stage: 'new' } : {}),
  });
  if (lead.stage === 'nurturing') await seeMove(services, lead, 'new');
  await noteOnce(services, lead.id, again);
  await store.leads.saveProfile(known.id, profile);
  await wakeUp(services, lead.id, again);
  return known.id;
}

async function scoreAgain(
  { store, blueprint, scoreTables, clock }: Services,
  { id }: LeadRow,
  { profile }: LeadRow,
) {
  const latest = async (model: 'lead' | 'inlead') =>
    (await store.scores.latest([id], model)).get(id)?.score ?? null;
  const lead = await latest('lead');
  const made = rescore(profile, lead, scoreTables, blueprint);
  await store.scores.append(id, made, 'came_again', clock());
  const inlead =
    profile.inleadScore === null ? null : scoreInlead(profile.inleadScore, scoreTables.pre.classes);
  if (inlead !== null) await store.scores.append(id, inlead, 'came_again', clock());
  return scoreInForce([made, lead, inlead].flatMap((score) => score ?? []));
}

async function noteOnce(
  services: Services,
  kommoLeadId: number,
  { profile, capturedAt }: LeadRow,
): Promise<void> {
  const { say, blueprint } = services;
  const text = say({
    code: 'capture.came_again',
    params: {
      source: { code: `capture.source_${profile.source}` },
      said: describeCapture(profile, blueprint),
    },
  });
  await addNoteOnce(services, kommoLeadId, { text, since: capturedAt });
}

/** It is a sign of life, and a new tick; a conversation that never began for want of either may begin. */
async function wakeUp(
  { store }: Services,
  kommoLeadId: number,
  { profile, capturedAt }: LeadRow,
): Promise<void> {
  await store.followUps.change(kommoLeadId, ['active', 'paused'], {
    ...{ state: 'ended', endedWhy: 'answered' },
  });
  if (profile.consent === true) {
    for (const name of consentNames(profile.person)) {
      await store.optOuts.endBefore(name, new Date(capturedAt));
    }
  }
  const [conversation] = await store.conversations.find([kommoLeadId]);
  if (conversation?.state === 'none' && conversation.facts.reason !== 'over_limit') {
    await store.conversations.forget(kommoLeadId, 'none');
  }
}
