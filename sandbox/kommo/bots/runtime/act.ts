import type { Actor } from '../../account/account.js';
import type { Contact, Lead } from '../../account/records.js';
import { fieldIndex } from '../../fields/field-values.js';
import { draftContact } from '../../entities/person-write.js';
import { addNote } from '../../history/notes.js';
import { callBy } from '../../http/route.js';
import type { Call } from '../../http/route.js';
import { draftLead } from '../../leads/lead-write.js';
import type { Action, ActionOf } from '../format/actions.js';
import { fill } from '../format/placeholders.js';
import { fieldToWrite } from './field-to-write.js';
import { knownTo, leadOf, mainContactOf, next } from './session.js';
import type { Flow, Session } from './session.js';

/** Writes as a robot: no author, and the hooks of any change. What cannot be written is passed over. */
export function act(session: Session, action: Action): Flow {
  const lead = leadOf(session.account, session.run());
  if (!lead) session.note(`${action.name}: el bot no tiene lead`);
  else write(session, lead, action);
  return next;
}

function write(session: Session, lead: Lead, action: Action): void {
  switch (action.name) {
    case 'set_custom_fields':
      setField(session, lead, action.params);
      return;
    case 'set_tag':
    case 'unset_tag':
      changeTags(session, lead, action);
      return;
    case 'change_status': {
      const { value: status_id, pipeline_id } = action.params;
      changeLead(session, lead, { status_id, ...(pipeline_id !== undefined && { pipeline_id }) });
      return;
    }
    case 'change_responsible_user':
      changeLead(session, lead, { responsible_user_id: action.params.value });
      return;
    case 'set_budget':
      changeLead(session, lead, { price: Number(fill(knownTo(session), action.params.value)) });
      return;
    case 'add_note':
      writeNote(session, lead, action.params);
      return;
  }
}

function setField(
  session: Session,
  lead: Lead,
  params: ActionOf<'set_custom_fields'>['params'],
): void {
  const field = fieldToWrite(session, params);
  if (field.kind === 'nothing') {
    session.note(`No se escribió: ${field.reason}`);
    return;
  }
  const { input } = field;
  if (field.entity === 'leads') changeLead(session, lead, input);
  else changeContact(session, mainContactOf(session.account, lead), input);
}

function changeTags(
  session: Session,
  lead: Lead,
  { name, params }: ActionOf<'set_tag' | 'unset_tag'>,
): void {
  const known = knownTo(session);
  const names = (typeof params.value === 'string' ? [params.value] : params.value).map((tag) => ({
    name: fill(known, tag),
  }));
  const input = name === 'set_tag' ? { tags_to_add: names } : { tags_to_delete: names };
  if (params.type === 2) changeLead(session, lead, input);
  else changeContact(session, mainContactOf(session.account, lead), input);
}

function writeNote(session: Session, lead: Lead, params: ActionOf<'add_note'>['params']): void {
  const text = fill(knownTo(session), params.text);
  const contact = mainContactOf(session.account, lead);
  const onLead = params.element_type === 2 || !contact;
  addNote(
    { account: session.account, actor: robot },
    {
      entity_type: onLead ? 'leads' : 'contacts',
      entity_id: onLead ? lead.id : contact.id,
      ...{ note_type: 'common', params: { text } },
    },
  );
}

const robot: Actor = { userId: 0, isAdmin: true, viaApi: true };

export const robotCall = (session: Session): Call => callBy(session.account, robot);

function changeLead(session: Session, lead: Lead, input: object): void {
  const index = fieldIndex(session.account, 'leads');
  const draft = draftLead(robotCall(session), index, { ...input, updated_by: 0 }, lead);
  if ('save' in draft) draft.save();
  else session.note(`No se escribió: ${draft.errors.map(({ path }) => path).join(', ')}`);
}

function changeContact(session: Session, contact: Contact | null, input: object): void {
  if (!contact) return;
  const index = fieldIndex(session.account, 'contacts');
  const draft = draftContact(robotCall(session), index, { ...input, updated_by: 0 }, contact);
  if ('save' in draft) draft.save();
  else session.note(`No se escribió: ${draft.errors.map(({ path }) => path).join(', ')}`);
}
