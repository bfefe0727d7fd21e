import { readProposal } from '../../../backend/src/operations/proposals/read-proposal.js';
import { sendProposal } from '../../../backend/src/operations/proposals/send-proposal.js';
import {
  answerProposal,
  seeProposal,
} from '../../../backend/src/operations/proposals/client-proposal.js';
import type { SoakWorld } from '../day.js';
import type { Person } from '../people.js';
import { say } from '../phone.js';
import type { Act } from './lives.js';

const tries = 6;

/** Somebody does it in the account or on the proposal's page; who meets one of Kommo's faults does it again. */
export async function doAct(soak: SoakWorld, person: Person, act: Act): Promise<void> {
  const leadId = person.leadIds.at(-1) ?? 0;
  for (let tried = 1; ; tried += 1) {
    try {
      await doOnce(soak, { person, leadId }, act);
      return;
    } catch (error) {
      if (tried === tries) throw error;
    }
  }
}

interface Whose {
  readonly person: Person;
  readonly leadId: number;
}

async function doOnce(soak: SoakWorld, { person, leadId }: Whose, act: Act): Promise<unknown> {
  const { world, services } = soak;
  const requestId = `${act.kind}:${leadId}`;
  switch (act.kind) {
    case 'writes':
      return say(world, leadId, act.text);
    case 'changes_phone': {
      const value = `+1829555${String(person.index).padStart(4, '0')}`;
      const custom_fields_values = [{ field_code: 'PHONE', values: [{ value }] }];
      const contact = `/api/v4/contacts/${person.contactId ?? 0}`;
      return world.kommo(contact, { method: 'PATCH', body: { custom_fields_values } });
    }
    case 'is_called':
      return closeCall(soak, leadId);
    case 'is_moved':
      return soak.moveTo(leadId, act.to);
    case 'is_won':
      return soak.move(leadId, { won: true });
    case 'is_lost':
      return soak.move(leadId, { lost: true });
    case 'gets_proposal': {
      const { draft } = await readProposal(services, leadId);
      return sendProposal(services, leadId, { draft, by: 1002, requestId });
    }
    case 'opens_proposal':
      return seeProposal(services, await tokenOf(soak, leadId), { visit: requestId, seconds: 40 });
    case 'answers_proposal': {
      const given = { answer: act.answer, wish: act.answer === 'change' ? 'Otro monto' : null };
      return answerProposal(services, await tokenOf(soak, leadId), { ...given, requestId });
    }
  }
}

const tokenOf = async ({ services }: SoakWorld, leadId: number): Promise<string> =>
  (await services.store.proposals.newest(leadId))?.token ?? '';

async function closeCall({ world, services }: SoakWorld, leadId: number): Promise<unknown> {
  const tasks = await services.kommo.readTasks(leadId);
  const call = tasks.find(({ text }) => text.includes('lleva dos semanas'));
  if (call === undefined) throw new Error(`nobody is asked to call lead ${leadId}`);
  const body = { is_completed: true, result: { text: 'Hablamos: quiere propuesta' } };
  return world.kommo(`/api/v4/tasks/${call.id}`, { method: 'PATCH', body });
}
