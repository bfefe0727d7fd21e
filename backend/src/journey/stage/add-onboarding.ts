import { workTimeOf } from '../../../../domain/assignment/team.js';
import type { Team } from '../../../../domain/assignment/team.js';
import { onboarding } from '../../../../domain/blueprint/onboarding.js';
import type { OnboardingTask } from '../../../../domain/blueprint/onboarding.js';
import { dayMs } from '../../../../domain/time/local-time.js';
import { nextWorking } from '../../../../domain/time/working-hours.js';
import type { Services } from '../../services.js';
import type { LeadStage } from '../../storage/tables.js';
import { addTaskOnce } from '../reading/add-task-once.js';

/** Who was won longer ago than this when we first saw it is no new customer. */
const freshMs = dayMs;

/** What the executive does for a new customer, by its services; false where it is none (specification, section 3). */
export async function addOnboarding(
  services: Services,
  { kommoLeadId, enteredAt }: LeadStage,
  team: Team,
): Promise<boolean> {
  const { kommo, say } = services;
  const [lead] = await kommo.readLeadFields([kommoLeadId]);
  if (lead?.outcome !== 'won') return false;
  const wonAt = Date.parse(lead.closedAt ?? enteredAt);
  if (wonAt < Date.parse(enteredAt) - freshMs) return false;
  const time = workTimeOf(team, null);

  const tasks = lead.services.flatMap((service): readonly OnboardingTask[] => onboarding[service]);
  for (const { what, afterDays } of tasks) {
    const at = new Date(Date.parse(enteredAt) + afterDays * dayMs);
    await addTaskOnce(services, kommoLeadId, {
      text: say({ code: 'touch.onboarding', params: { lead: lead.name, what } }),
      ...{ dueAt: nextWorking(at, time) ?? at, responsibleUserId: null },
      // Won once more, it is asked no second time.
      since: lead.createdAt,
    });
  }
  return true;
}
