import type { Team } from '../../../../domain/assignment/team.js';
import type { KommoLead } from '../../adapters/kommo/kommo.js';
import type { Services } from '../../services.js';
import type { LeadStage } from '../../storage/tables.js';

/** Whether an executive wrote, called or noted since the lead came to its stage (the stage table). */
export async function hasActed(
  services: Services,
  stay: LeadStage,
  { lead, team }: { readonly lead: KommoLead; readonly team: Team },
): Promise<boolean> {
  const { kommo, blueprint } = services;
  const people = [lead.responsibleUserId, ...team.members.map(({ userId }) => userId)];
  const authors = new Set(people.map((id) => `user:${id ?? 0}`));
  // Our own note is written in the name of whoever connected us.
  const { title } = blueprint.conversationRules.summary;
  const history = await kommo.readHistory(lead.id);
  const isTheirs = history.some(
    ({ at, kind, author, text }) =>
      at > stay.enteredAt &&
      (kind === 'call'
        ? !isUnanswered(text)
        : kind === 'note' && authors.has(author ?? '') && !text.startsWith(title)),
  );
  return isTheirs || hasWritten(services, stay);
}

/** Telephone systems log their calls in nobody's name; one of no length reached nobody. */
const isUnanswered = (text: string): boolean => /(?:^|\s)0 s$/u.test(text);

async function hasWritten(
  { kommo }: Services,
  { kommoLeadId, enteredAt }: LeadStage,
): Promise<boolean> {
  const { newestMessage } = await kommo.readTrail(kommoLeadId);
  if (newestMessage === null) return false;
  const said = (await kommo.readTalk(newestMessage.talkId)) ?? [];
  return said.some(({ from, at }) => from === 'executive' && at > enteredAt);
}
