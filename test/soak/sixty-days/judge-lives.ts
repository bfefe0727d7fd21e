import { isWorking } from '../../../domain/time/working-hours.js';
import { workTimeOf } from '../../../domain/assignment/team.js';
import { team } from '../../support/team.js';
import type { SoakWorld } from '../day.js';
import type { Person } from '../people.js';
import type { RecordedWorld } from '../record-world.js';
import type { Ending, Life } from './lives.js';

/** A part of each template's text that no other has. */
const marks = {
  soft: 'sigue abierta',
  offer: 'consulta gratuita de 30 minutos',
  last: 'cerraremos tu solicitud',
  reminder: '¿Pudiste revisar la propuesta',
  welcome_customer: 'Nos alegra empezar',
};

interface Played {
  readonly people: readonly Person[];
  readonly lives: readonly Life[];
  readonly recorded: RecordedWorld;
}

/** Where each lead ended, what it was sent and what was asked of people, beside what its script predicts. */
export async function judgeLives(
  soak: SoakWorld,
  { people, lives, recorded }: Played,
): Promise<readonly string[]> {
  const wrongs: string[] = [];
  for (const [index, person] of people.entries()) {
    const life = lives.find(({ name }) => name === person.temperament.name);
    const leadId = person.leadIds.at(-1);
    const say = (wrong: string) =>
      wrongs.push(`lead ${leadId ?? 0} (${life?.name ?? ''}): ${wrong}`);
    if (life === undefined || leadId === undefined) {
      say('is not in Kommo');
      continue;
    }
    const messages = recorded.people[index]?.leads.flatMap((lead) => lead.messages) ?? [];
    const predicted = await endingOf(soak, leadId, life);
    const ending = wasWelcomed(messages) ? predicted : unwelcomed(predicted, life, messages);
    judgeTemplates(messages, ending, say);
    for (const wrong of await judgeEnd(soak, leadId, ending)) say(wrong);
  }
  return wrongs;
}

type Messages = RecordedWorld['people'][number]['leads'][number]['messages'];

const wasWelcomed = (messages: Messages): boolean =>
  messages.some(({ from, text }) => from === 'firm' && text.includes('Recibimos tu solicitud'));

/**
 * Where its welcome was lost to a crash, or Kommo refused it, its script begins otherwise: it is followed up as if it had
 * not been reached, or stays in "Lead Nuevo", where a person is asked to call. Who taps what the welcome would have asked
 * taps the reminder instead, and that ends the follow-up: the executive goes on.
 */
function unwelcomed(ending: Ending, { mayBeWritten }: Life, messages: Messages): Ending {
  if (!mayBeWritten) return ending;
  const templates = { ...ending.templates, soft: 1, offer: 1, last: 1 };
  const reminded = messages.findIndex(({ text }) => text.includes(marks.soft));
  const hasAnswered = reminded >= 0 && messages.slice(reminded).some(({ from }) => from === 'lead');
  return ending.followUp === 'finished' && hasAnswered
    ? {
        stage: 'qualifying',
        mayStayNew: true,
        followUp: 'answered',
        tasks: [['Contactar a']],
        templates,
      }
    : { stage: ending.stage, mayStayNew: true, templates };
}

function judgeTemplates(messages: Messages, ending: Ending, say: (wrong: string) => void): void {
  const time = workTimeOf(team(), null);
  for (const [name, mark] of Object.entries(marks)) {
    const sent = messages.filter(({ from, text }) => from === 'firm' && text.includes(mark));
    const most = ending.templates?.[name] ?? 0;
    if (sent.length > most)
      say(`was sent "${name}" ${sent.length} times, at most ${most} is right`);
    for (const { at } of sent)
      if (!isWorking(new Date(at), time)) say(`was sent "${name}" at ${at}`);
  }
}

/**
 * The stage table's own limits: 70 and more, WARM, COLD, and less, of the score at the conversation's end. One that changes
 * later (the number is verified by a hook told late) moves nobody and asks nobody again; a task that waits for an executive
 * tells the newest.
 */
async function endingOf(soak: SoakWorld, leadId: number, { ending }: Life): Promise<Ending> {
  if (ending.stage !== 'by_score') return ending;
  const { leads, scores } = soak.services.store;
  const row = await leads.findByKommoId(leadId);
  const history = await scores.history(row?.id ?? '', 50);
  const atEnd = history.findIndex(({ cause }) => cause === 'conversation');
  const totals = history.slice(0, atEnd + 1).map(({ score }) => score.total);
  const total = totals.at(-1) ?? 0;
  const tasks = [totals.map(String)];
  if (total >= 70) return { ...ending, stage: 'qualified', tasks };
  if (total >= 60) return { ...ending, stage: 'qualifying', tasks };
  return { ...ending, stage: 'nurturing', followUp: total >= 40 ? 'finished' : null };
}

async function judgeEnd(
  { services: { kommo, store } }: SoakWorld,
  leadId: number,
  ending: Ending,
): Promise<readonly string[]> {
  const [lead] = await kommo.readLeadFields([leadId]);
  const followUp = await store.followUps.find(leadId);
  const texts = (await kommo.readTasks(leadId)).map(({ text }) => text);
  const ended = followUp === null ? null : (followUp.endedWhy ?? followUp.state);
  const stage = lead?.stage ?? 'none';
  const stays = ending.mayStayNew === true && stage === 'new';
  const isLeftAlone = stays && followUp === null && texts.length === 0;
  return [
    ...(stage === ending.stage || stays ? [] : [`stands in ${stage}, not ${ending.stage}`]),
    ...(ending.followUp === undefined || ended === ending.followUp
      ? []
      : [`its follow-up is ${ended ?? 'none'}, not ${ending.followUp ?? 'none'}`]),
    ...(isLeftAlone ? ['nobody was asked to see to it'] : []),
    ...(ending.tasks ?? [])
      .filter((parts) => !texts.some((text) => parts.some((part) => text.includes(part))))
      .map((parts) => `nobody was asked "${parts.join('" or "')}"`),
    ...texts
      .filter((text, index) => texts.indexOf(text) !== index)
      .map((text) => `was asked twice: "${text}"`),
  ];
}
