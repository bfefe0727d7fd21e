import { workTimeOf } from '../../../../domain/assignment/team.js';
import type { Team } from '../../../../domain/assignment/team.js';
import { planMeeting } from '../../../../domain/stage/plan-meeting.js';
import type { Services } from '../../services.js';
import type { LeadStage } from '../../storage/tables.js';
import { addTaskOnce } from '../reading/add-task-once.js';
import { meetingSentence } from './meeting-sentence.js';

/** "En Contacto" begins with a call or meeting; moved in Kommo, the task keeps its new time (the stage table). */
export async function addMeeting(
  services: Services,
  { kommoLeadId, enteredAt }: LeadStage,
  team: Team,
): Promise<void> {
  const { store, kommo, say, clock } = services;
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  const row = await store.leads.findByKommoId(kommoLeadId);
  if (lead?.stage !== 'in_contact' || row === null) return;
  const { responsibleUserId } = lead;
  const member = team.members.find(({ userId }) => userId === responsibleUserId) ?? null;
  const preference = row.profile.answers.meeting_preference?.value;

  const { kind, at } = planMeeting(preference, clock(), workTimeOf(team, member));

  await addTaskOnce(services, kommoLeadId, {
    text: say(meetingSentence(kind, lead)),
    ...{ dueAt: at, responsibleUserId, since: enteredAt },
  });
}
