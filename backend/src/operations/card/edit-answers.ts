import type { Score } from '../../../../contract/score.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import { adoptLead } from '../../../../domain/lead/adopt-lead.js';
import { editAnswers as editProfile } from '../../../../domain/lead/edit-answers.js';
import type { Edits } from '../../../../domain/lead/edit-answers.js';
import type { LeadProfile } from '../../../../domain/lead/lead.js';
import { mergeProfile } from '../../../../domain/lead/merge-profile.js';
import { rescore } from '../../../../domain/score/rescore.js';
import { scoreInForce } from '../../../../domain/score/score-in-force.js';
import { AppError } from '../../errors.js';
import type { Services } from '../../services.js';
import type { LeadRow } from '../../storage/tables.js';
import { keep, orNotFound } from './look-at-lead.js';
import { composeCard } from './read-card.js';
import type { UnwordedCard } from './read-card.js';

/**
 * An executive corrects answers in the card: Kommo's fields, its score and our row follow, and the new card is answered.
 * Kommo goes first, in one call: what it refuses is nowhere. Two calls in all for a lead of ours.
 * @throws AppError `invalid_body` naming each answer that cannot be taken (then none is), `lead_not_found`, or why Kommo
 * cannot be read or written.
 */
export async function editAnswers(
  services: Services,
  kommoLeadId: number,
  {
    edits,
    by,
    requestId,
  }: { readonly edits: Edits; readonly by: number; readonly requestId: string },
): Promise<UnwordedCard> {
  // Two executives at one lead: the second works on what the first left.
  return services.store.shared.withLock(`answers ${kommoLeadId}`, async () => {
    const { lead, row } = await readBoth(services, kommoLeadId);
    const profile = mergeProfile(row.profile, lead, services.blueprint);
    const given = { answeredAt: services.clock().toISOString(), by };
    const edited = editProfile(profile, edits, services.blueprint, given);
    if (edited.kind === 'refused') {
      throw new AppError('invalid_body', 'An edited answer cannot be taken.', {
        fields: edited.problems,
      });
    }

    await services.store.audit.note(requestId, {
      before: valuesOf(profile, edits),
      after: valuesOf(edited.profile, edits),
    });
    const { made, inForce } = await scoreAgain(services, row, edited.profile);
    const { answers, takenBack: takeBack } = edited;
    await services.kommo.writeLead(lead, {
      answers,
      takeBack,
      ...(inForce === null ? {} : { score: inForce }),
    });
    await services.store.scores.append(row.id, made, 'edited', services.clock());
    await services.store.leads.saveProfile(row.id, edited.profile);
    return toCard(services, lead, { ...row, profile: edited.profile });
  });
}

const valuesOf = ({ answers }: LeadProfile, edits: Edits): unknown =>
  Object.fromEntries(
    Object.keys(edits).map((asked) => [
      asked,
      Object.entries(answers).find(([key]) => key === asked)?.[1]?.value ?? null,
    ]),
  );

async function readBoth(
  services: Services,
  kommoLeadId: number,
): Promise<{ readonly lead: KommoLead; readonly row: LeadRow }> {
  const { store, kommo } = services;
  const row = await store.leads.findByKommoId(kommoLeadId);
  if (row === null) {
    const lead = orNotFound(await kommo.readLead(kommoLeadId), kommoLeadId);
    return { lead, row: await adopt(services, lead) };
  }
  const [lead = null] = await kommo.readLeadFields([kommoLeadId]);
  return { lead: orNotFound(lead, kommoLeadId), row };
}

/** A lead that was typed into Kommo and whose hook has not come yet, or one of ours whose creation was not answered. */
async function adopt(
  { store, config, scoreTables, blueprint }: Services,
  lead: KommoLead,
): Promise<LeadRow> {
  const captured = lead.ref === null ? undefined : (await store.leads.findByIds([lead.ref]))[0];
  if (captured !== undefined && captured.kommoLeadId === null) return captured;

  const { accountId } = config.kommo;
  const adopted = adoptLead(lead, { accountId, scoreTables, blueprint });
  await store.leads.insertMany([{ ...adopted, cause: 'captured' }]);
  return (await store.leads.findByKommoId(lead.id)) ?? adopted.lead;
}

/** The conversation's score where there is one, else the form's; InLead's own number stays what it is. */
async function scoreAgain(
  { store, scoreTables, blueprint }: Services,
  { id }: LeadRow,
  profile: LeadProfile,
): Promise<{ readonly made: Score; readonly inForce: Score | null }> {
  const [lead, inlead] = await Promise.all(
    (['lead', 'inlead'] as const).map(
      async (model) => (await store.scores.latest([id], model)).get(id)?.score ?? null,
    ),
  );
  const made = rescore(profile, lead ?? null, scoreTables, blueprint);
  return { made, inForce: scoreInForce([made, ...(inlead == null ? [] : [inlead])]) };
}

/** The conversation as it was last read: it has not changed by this. */
async function toCard(services: Services, lead: KommoLead, row: LeadRow): Promise<UnwordedCard> {
  const known = await services.store.snapshots.find(lead.id);
  const snapshot = await keep(services, lead, { known, trail: null });
  const { profile } = row;
  return composeCard(services, {
    kommoLeadId: lead.id,
    row,
    profile,
    snapshot,
    isStale: false,
  });
}
