import type { Account, Mutation } from '../account/account.js';
import type { Run } from '../account/bot-records.js';
import type { Runs } from './runs.js';
import { leadOf } from './runtime/session.js';

type Of<Kind extends Mutation['kind']> = Extract<Mutation, { kind: Kind }>;

/** What happens around a bot while it waits: replies, and what may stop it. */
export function listenToAccount(account: Account, runs: Runs): void {
  account.onChange((mutation) => {
    if (mutation.kind === 'message') onMessage(account, runs, mutation);
    if (mutation.kind === 'message-state' && mutation.message.state === 'failed')
      failedLate(account, runs, mutation.talk.entity_id);
    if (mutation.kind === 'lead') moved(account, runs, mutation);
    if (mutation.kind === 'talk') closed(account, runs, mutation);
  });
}

function closed(account: Account, runs: Runs, { after }: Of<'talk'>): void {
  if (!after.is_in_work && account.switches.isOn('talk-close-stops-bot'))
    runs.stop(ofLead(account, after.entity_id), 'La conversación se cerró');
}

const ofLead = (account: Account, leadId: number) => (run: Run) =>
  leadOf(account, run)?.id === leadId;

const waitingFor = (account: Account, leadId: number): readonly Run[] =>
  [...account.state.runs.values()].filter(
    (run) => run.state === 'waiting' && leadOf(account, run)?.id === leadId,
  );

function onMessage(account: Account, runs: Runs, { message, talk }: Of<'message'>): void {
  if (message.direction === 'incoming') {
    for (const run of waitingFor(account, talk.entity_id))
      if (run.wait?.reply) runs.hear(run, run.wait.reply, message.text);
    return;
  }
  const byPerson = message.author.user_id !== undefined;
  if (byPerson && account.switches.isOn('person-message-stops-bot'))
    runs.stop(ofLead(account, talk.entity_id), 'Una persona escribió');
}

/** A person's move, or the API's; the bot's own never stops it. */
function moved(account: Account, runs: Runs, { before, after }: Of<'lead'>): void {
  if (!before || before.status_id === after.status_id) return;
  if (!account.switches.isOn('stage-change-stops-bot')) return;
  const isWaiting = (run: Run) => run.state === 'waiting' && ofLead(account, after.id)(run);
  runs.stop(isWaiting, 'El lead cambió de etapa');
}

/** Whether a message that was accepted and then lost takes `on_error` is not known. */
function failedLate(account: Account, runs: Runs, leadId: number): void {
  if (!account.switches.isOn('late-failure-takes-on-error')) return;
  for (const run of waitingFor(account, leadId)) {
    const step = runs.road(run).steps(run.frame.instance)?.get(run.frame.step);
    const way = (step?.question ?? []).flatMap((handler) =>
      handler.handler === 'send_message' ? (handler.params.on_error ?? []) : [],
    );
    if (way[0]) runs.driveTo(run, way[0].params);
  }
}
