import { meetingKinds } from '../../../../domain/stage/plan-meeting.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { LeadStage } from '../../storage/tables.js';
import { meetingSentence } from './meeting-sentence.js';

/** When the meeting is, as its task says now: whoever moves the task moves the time. Null where none is open. */
export async function readMeeting(
  { kommo, say }: Services,
  { kommoLeadId }: LeadStage,
  lead: KommoLead,
): Promise<Date | null> {
  const texts = meetingKinds.map((kind) => say(meetingSentence(kind, lead)));
  const open = (await kommo.readTasks(kommoLeadId)).filter(
    ({ text, isCompleted }) => !isCompleted && texts.includes(text),
  );
  const times = open.map(({ dueAt }) => Date.parse(dueAt));
  return times.length === 0 ? null : new Date(Math.max(...times));
}
