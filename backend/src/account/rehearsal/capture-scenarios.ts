import type { Outcome, Rehearsal, Role, Scenario } from './rehearsal.js';
import { failed, notPlayed, onLead, passed } from './rehearsal.js';
import { fieldOf, findLead, person, postCapture, readLead } from './look-up.js';

/** From a visitor to a scored lead in Kommo, by every source. */
export const captureScenarios: readonly Scenario[] = [
  { title: { code: 'rehearsal.companion' }, notReal: null, play: playCompanion },
  { title: { code: 'rehearsal.form' }, notReal: null, play: playForm },
  {
    title: { code: 'rehearsal.direct' },
    notReal: null,
    play: (rehearsal) => playCapture(rehearsal, 'main', 'direct', person(rehearsal, 1)),
  },
  { title: { code: 'rehearsal.score' }, notReal: null, play: onLead('main', playScore) },
  { title: { code: 'rehearsal.hook' }, notReal: null, play: onLead('main', playHook) },
  {
    title: { code: 'rehearsal.inlead' },
    notReal: null,
    play: (rehearsal) =>
      playCapture(rehearsal, 'inlead', 'inlead', { ...person(rehearsal, 2), inlead_score: 55 }),
  },
  {
    title: { code: 'rehearsal.ad' },
    notReal: { code: 'rehearsal.ad_not_real' },
    play: playAd,
  },
];

async function playCompanion({ config }: Rehearsal): Promise<Outcome> {
  const address = config.publicUrl;
  const { status } = await fetch(`${address}/health/ready`);
  return status === 200
    ? passed({ code: 'rehearsal.answers', params: { address } })
    : failed({ code: 'rehearsal.answered', params: { address, status } });
}

async function playForm({ config }: Rehearsal): Promise<Outcome> {
  const address = `${config.publicUrl}/form`;
  const response = await fetch(address);
  const { status } = response;
  return status === 200 && (await response.text()).includes('<form')
    ? passed({ code: 'rehearsal.answers', params: { address } })
    : failed({ code: 'rehearsal.answered', params: { address, status } });
}

async function playCapture(
  rehearsal: Rehearsal,
  role: Role,
  source: 'direct' | 'inlead',
  body: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const { status, captureId } = await postCapture(rehearsal, source, body);
  if (captureId === null) return failed({ code: 'rehearsal.not_taken', params: { status } });
  return arrived(
    await findLead(rehearsal, role, (lead) => fieldOf(lead, 'CAPTURE_REF') === captureId),
  );
}

const arrived = (id: number | null): Outcome =>
  id === null
    ? failed({ code: 'rehearsal.not_in_kommo' })
    : passed({ code: 'rehearsal.in_kommo', params: { id } });

async function playScore(rehearsal: Rehearsal, leadId: number): Promise<Outcome> {
  const lead = await readLead(rehearsal, leadId);
  const score = Number(fieldOf(lead, 'LEAD_SCORE') ?? Number.NaN);
  const kind = fieldOf(lead, 'LEAD_CLASS') ?? '';
  const isScored = score >= 0 && score <= 100 && kind !== '';
  return isScored
    ? passed({ code: 'rehearsal.scored', params: { score, kind } })
    : failed({ code: 'rehearsal.not_scored' });
}

/** A person fills in the budget in Kommo; only a hook tells us so soon. */
async function playHook(rehearsal: Rehearsal, leadId: number): Promise<Outcome> {
  const before = fieldOf(await readLead(rehearsal, leadId), 'LEAD_SCORE') ?? '';
  await rehearsal.kommo.patch(`/api/v4/leads/${leadId}`, {
    custom_fields_values: [{ field_code: 'BUDGET_RANGE', values: [{ value: '50k+' }] }],
  });
  const after = await rehearsal.until(async () => {
    const score = fieldOf(await readLead(rehearsal, leadId), 'LEAD_SCORE');
    return score === before ? null : score;
  });
  return after === null
    ? failed({ code: 'rehearsal.hook_lost' })
    : passed({ code: 'rehearsal.hook_came', params: { before, after } });
}

async function playAd(rehearsal: Rehearsal): Promise<Outcome> {
  const { stage } = rehearsal;
  if (stage === null) return notPlayed({ code: 'rehearsal.no_stage' });
  const {
    full_name: name,
    company_name: company,
    email,
    phone_number: phone,
  } = person(rehearsal, 3);
  await stage.fillInAd({
    full_name: String(name),
    company_name: String(company),
    email: String(email),
    phone_number: `+1${String(phone)}`,
    service_interest: 'Fiscal',
  });
  return arrived(await findLead(rehearsal, 'ad', (lead) => lead.name.includes(String(company))));
}
