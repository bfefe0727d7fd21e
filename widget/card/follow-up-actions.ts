import type { FollowUpAct } from '../../contract/card-follow-up.js';
import type { Action, ActionTools } from './card-action.js';

const acts: readonly FollowUpAct[] = ['pause', 'resume', 'skip', 'end'];

/** Pause, resume, skip and end; pressed again while one is under way, it is done once. */
export function followUpActions(tools: ActionTools): readonly Action[] {
  let isBusy = false;
  const steer = async (subject: string): Promise<void> => {
    const [act, touch] = subject.split(':');
    const to = acts.find((one) => one === act);
    const { companion, leadId, memory, now, dispatch, loader, focus } = tools;
    if (companion === null || to === undefined || isBusy) return;
    isBusy = true;
    const outcome = await companion.steerFollowUp(leadId, {
      to,
      ...(touch !== undefined && { touch }),
    });
    isBusy = false;
    if (outcome.kind === 'failed') dispatch({ kind: 'card_failed', failure: outcome.failure });
    else {
      const at = now();
      memory.keep(leadId, { card: outcome.value, receivedAt: at });
      dispatch({ kind: 'card_arrived', card: outcome.value, at });
    }
    focus('[data-part="follow-up"] button');
    loader.reschedule();
  };
  return [['follow-up', (subject) => void steer(subject)]];
}
