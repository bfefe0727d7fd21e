import { allTouches } from '../../../../domain/blueprint/follow-up.js';
import type { Sentence } from '../../../../wording/sentence.js';
import { AppError, errorCodeOf } from '../../errors.js';
import type { Services } from '../../services.js';
import type { GivenUp } from '../../work/step.js';
import type { Input } from '../../work/table.js';
import { addTaskOnce } from '../reading/add-task-once.js';

/** What failed for good is asked of the executive, with the reason; trying the dead letter again sends it no more (R5.2). */
export async function giveUpTouch(
  services: Services,
  { kommoLeadId, touch: key }: Input['send-touch'],
  { code, reason }: GivenUp,
): Promise<void> {
  const { store, kommo, say, clock, log } = services;
  const followUp = await store.followUps.find(kommoLeadId);
  const planned = followUp?.touches.find((one) => one.key === key && one.state === 'planned');
  const touch = allTouches.find((one) => one.key === key);
  if (followUp?.state !== 'active' || planned === undefined || touch === undefined) return;
  const why: Sentence = reason ?? { code: `problem.${errorCodeOf(code)}` };
  try {
    const [lead] = await kommo.readLeadFields([kommoLeadId]);
    if (lead === undefined) return;
    await addTaskOnce(services, kommoLeadId, {
      text: say({
        code: 'touch.not_sent',
        params: { touch: { code: `touch.name_${touch.key}` }, lead: lead.name, reasons: [why] },
      }),
      ...{ dueAt: clock(), responsibleUserId: null, since: followUp.silentSince },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Kommo takes no task either: the touch stays planned, and its tick asks for it again.
    log.warn({ leadId: kommoLeadId, touch: key, err: error }, 'could not hand a touch to a person');
    return;
  }
  await store.followUps.changeTouch({ kommoLeadId, key }, 'planned', {
    ...{ state: 'task', why: ['failed'], at: clock() },
  });
  await store.followUps.finish(kommoLeadId);
  log.info({ leadId: kommoLeadId, touch: key }, 'handed a touch that failed to a person');
}
