import { z } from 'zod';
import { widgetPaths } from '../../../../contract/paths.js';
import { listOf } from '../../adapters/kommo/http/list-of.js';
import { playOdoo } from './play-odoo.js';
import { fieldOf, findLead, person, postCapture, readLead } from './look-up.js';
import type { Outcome, Rehearsal, Scenario } from './rehearsal.js';
import { failed, notPlayed, onStage, passed } from './rehearsal.js';
import type { Stage } from './stage.js';

interface OnStage {
  readonly leadId: number;
  readonly stage: Stage;
}

const noLeadReal = { code: 'rehearsal.no_stage' } as const;

/** From the conversation to Odoo: what needs somebody who plays the lead, or time. */
export const stageScenarios: readonly Scenario[] = [
  { title: { code: 'rehearsal.welcome' }, notReal: noLeadReal, play: onStage('main', playWelcome) },
  {
    title: { code: 'rehearsal.conversation' },
    notReal: noLeadReal,
    play: onStage('main', playConversation),
  },
  {
    title: { code: 'rehearsal.assignment' },
    notReal: noLeadReal,
    play: onStage('main', playAssignment),
  },
  {
    title: { code: 'rehearsal.proposal' },
    notReal: noLeadReal,
    play: onStage('main', playProposal),
  },
  { title: { code: 'rehearsal.follow_up' }, notReal: noLeadReal, play: playFollowUp },
  {
    title: { code: 'rehearsal.opt_out' },
    notReal: noLeadReal,
    play: onStage('inlead', playOptOut),
  },
  {
    title: { code: 'rehearsal.outage' },
    notReal: { code: 'rehearsal.outage_not_real' },
    play: playOutage,
  },
  { title: { code: 'rehearsal.odoo' }, notReal: null, play: playOdoo },
];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

async function playWelcome({ until }: Rehearsal, { leadId, stage }: OnStage): Promise<Outcome> {
  const first = await until(async () => (await stage.readFirm(leadId))[0] ?? null);
  return first === null
    ? failed({ code: 'rehearsal.no_message' })
    : passed({ code: 'rehearsal.message', params: { text: first.text.slice(0, 60) } });
}

/** Taps the first button of whatever is asked, or says a number, until nothing more is asked. */
async function playConversation(
  rehearsal: Rehearsal,
  { leadId, stage }: OnStage,
): Promise<Outcome> {
  let answered = 0;
  const end = await rehearsal.until(async () => {
    const firm = await stage.readFirm(leadId);
    const last = firm.at(-1);
    if (last === undefined || firm.length === answered) return endOf(rehearsal, { leadId, stage });
    answered = firm.length;
    await stage.sayAsLead(leadId, last.buttons[0] ?? '320');
    // Two minutes after the lead's first word.
    await stage.advance(130_000);
    return null;
  });
  return end === null
    ? failed({ code: 'rehearsal.conversation_open' })
    : passed({ code: 'rehearsal.conversation_ended', params: { answers: answered, score: end } });
}

const cardSchema = z.object({
  current: z.string(),
  run: z.object({ state: z.string() }),
  scores: z.array(z.object({ model: z.string(), total: z.number() })),
});

/** The score of the conversation, once the card has it. */
async function endOf({ config }: Rehearsal, { leadId, stage }: OnStage): Promise<number | null> {
  const address = config.publicUrl + widgetPaths.card(leadId);
  const response = await fetch(address, { headers: await stage.openCard() });
  const card = cardSchema.parse(await response.json());
  if (card.run.state !== 'ended' || card.current !== 'lead') return null;
  return card.scores.find(({ model }) => model === 'lead')?.total ?? null;
}

const tasksSchema = z
  .object({ _embedded: z.object({ tasks: listOf(z.object({ text: z.string() })) }) })
  .nullable()
  .catch(null);

async function playAssignment(rehearsal: Rehearsal, { leadId, stage }: OnStage): Promise<Outcome> {
  const path = `/api/v4/tasks?filter[entity_id]=${leadId}&filter[entity_type]=leads`;
  const found = await onWorkingDays(rehearsal, { stage, afterMs: 0 }, async () => {
    const tasks = tasksSchema.parse(await rehearsal.kommo.get(path))?._embedded.tasks ?? [];
    return tasks[0]?.text ?? null;
  });
  if (found === null) return failed({ code: 'rehearsal.no_task' });
  const { responsible_user_id: user } = await readLead(rehearsal, leadId);
  return passed({ code: 'rehearsal.assigned', params: { user } });
}

/** People and reminders keep working hours: looked for at ten in the morning of the next working days. */
async function onWorkingDays<T>(
  { until }: Rehearsal,
  { stage, afterMs }: { readonly stage: Stage; readonly afterMs: number },
  look: () => Promise<T | null>,
): Promise<T | null> {
  for (let day = 0; day < 5; day += 1) {
    await stage.advance(untilMorning(await stage.now(), day === 0 ? afterMs : 0));
    let looks = 0;
    const found = await until(async () => {
      const here = await look();
      looks += 1;
      return here === null && looks < looksADay ? null : { here };
    });
    if (found !== null && found.here !== null) return found.here;
  }
  return null;
}

const looksADay = 40;

/** Ten in the morning in Santo Domingo, which has no summer time. */
function untilMorning(now: Date, afterMs: number): number {
  const morning = new Date(now);
  morning.setUTCHours(14, 0, 0, 0);
  while (morning.getTime() <= now.getTime() + afterMs || [0, 6].includes(morning.getUTCDay()))
    morning.setUTCDate(morning.getUTCDate() + 1);
  return morning.getTime() - now.getTime();
}

const draftSchema = z.object({ draft: z.record(z.string(), z.unknown()) });
const madeSchema = z.object({ newest: z.object({ url: z.string() }) });

async function playProposal(rehearsal: Rehearsal, { leadId, stage }: OnStage): Promise<Outcome> {
  const address = rehearsal.config.publicUrl + widgetPaths.proposal(leadId);
  const headers = { ...(await stage.openCard()), 'content-type': 'application/json' };
  const { draft } = draftSchema.parse(await (await fetch(address, { headers })).json());
  const body = JSON.stringify({ ...draft, amount: 25_000 });
  const made = await fetch(address, { method: 'POST', headers, body });
  if (made.status !== 201)
    return failed({ code: 'rehearsal.answered', params: { address, status: made.status } });
  const { url } = madeSchema.parse(await made.json()).newest;
  const { status } = await fetch(url);
  const written = await rehearsal.until(async () =>
    fieldOf(await readLead(rehearsal, leadId), 'PROPOSAL_URL'),
  );
  return status === 200 && written === url
    ? passed({ code: 'rehearsal.proposed' })
    : failed({ code: 'rehearsal.answered', params: { address: url, status } });
}

/** A lead that never answers: half an hour of silence, then what a day of silence brings. */
async function playFollowUp(rehearsal: Rehearsal): Promise<Outcome> {
  const { stage } = rehearsal;
  if (stage === null) return notPlayed(noLeadReal);
  const { captureId } = await postCapture(rehearsal, 'direct', person(rehearsal, 4));
  const leadId = await findLead(
    rehearsal,
    'silent',
    (lead) => fieldOf(lead, 'CAPTURE_REF') === captureId,
  );
  if (leadId === null) return failed({ code: 'rehearsal.not_in_kommo' });
  const before = await rehearsal.until(async () => {
    const firm = await stage.readFirm(leadId);
    return firm.length > 0 ? firm.length : null;
  });
  await stage.advance(3 * minuteMs);
  const asked = await rehearsal.until(async () => {
    const firm = await stage.readFirm(leadId);
    return firm.length > (before ?? 0) ? firm.length : null;
  });
  if (asked === null) return failed({ code: 'rehearsal.no_message' });
  await stage.advance(31 * minuteMs);
  const end = await rehearsal.until(() => endOf(rehearsal, { leadId, stage }));
  if (end === null) return failed({ code: 'rehearsal.conversation_open' });
  const touch = await onWorkingDays(rehearsal, { stage, afterMs: 24 * hourMs }, async () => {
    const firm = await stage.readFirm(leadId);
    return firm.length > asked ? (firm.at(-1)?.text ?? '') : null;
  });
  return touch === null
    ? failed({ code: 'rehearsal.no_touch' })
    : passed({ code: 'rehearsal.message', params: { text: touch.slice(0, 60) } });
}

async function playOptOut({ until }: Rehearsal, { leadId, stage }: OnStage): Promise<Outcome> {
  await until(async () => ((await stage.readFirm(leadId)).length > 0 ? true : null));
  const before = (await stage.readFirm(leadId)).length;
  await stage.sayAsLead(leadId, 'BAJA');
  const answer = await until(async () => (await stage.readFirm(leadId))[before] ?? null);
  if (answer === null) return failed({ code: 'rehearsal.no_message' });
  let days = 0;
  const after = await until(async () => {
    if (days === 7) return (await stage.readFirm(leadId)).length;
    days += 1;
    await stage.advance(24 * hourMs);
    return null;
  });
  return after === before + 1
    ? passed({ code: 'rehearsal.silent', params: { text: answer.text.slice(0, 60) } })
    : failed({ code: 'rehearsal.not_silent', params: { number: (after ?? 0) - before - 1 } });
}

async function playOutage(rehearsal: Rehearsal): Promise<Outcome> {
  const { stage } = rehearsal;
  if (stage === null) return notPlayed({ code: 'rehearsal.outage_not_real' });
  await stage.breakKommo();
  const { status, captureId } = await postCapture(rehearsal, 'direct', person(rehearsal, 5));
  await stage.mendKommo();
  if (captureId === null) return failed({ code: 'rehearsal.not_taken', params: { status } });
  const id = await findLead(
    rehearsal,
    'outage',
    (lead) => fieldOf(lead, 'CAPTURE_REF') === captureId,
  );
  return id === null
    ? failed({ code: 'rehearsal.not_in_kommo' })
    : passed({ code: 'rehearsal.outage_over', params: { id } });
}
