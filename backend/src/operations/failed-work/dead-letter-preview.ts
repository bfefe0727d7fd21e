import type { LeadProfile } from '../../../../domain/lead/lead.js';
import { shownAnswers } from '../../../../domain/lead/shown-answers.js';
import type { Services } from '../../services.js';
import type { LeadOfWork } from './lead-of-work.js';
import type { Sentence } from '../../../../wording/sentence.js';

interface Line {
  readonly label: Sentence | string;
  readonly value: Sentence | string;
}

/** What would be sent, line by line; empty lines are left out. */
export function previewOf(step: string, known: LeadOfWork, services: Services): readonly Line[] {
  const lines = sendsLead.has(step) ? leadLines(step, known, services) : [];
  const task: Line = { label: { code: 'work.label_task' }, value: planOf(step, known) };
  return [task, ...lines, ...(known.ad?.said ?? [])].filter(({ value }) => value !== '');
}

const sendsLead: ReadonlySet<string> = new Set(['send-to-kommo', 'send-to-odoo', 'score', 'win']);

/** What a replay does. */
export function planOf(
  step: string,
  { name, kommoLeadId }: Pick<LeadOfWork, 'name' | 'kommoLeadId'>,
): Sentence {
  const shown = name ?? kommoLeadId;
  const lead: Sentence =
    shown === null ? { code: 'work.unnamed' } : { code: 'work.named', params: { name: shown } };
  const redo = redoByStep[step] ?? ((): Sentence => ({ code: 'work.redo', params: { step } }));
  return redo(lead);
}

const redoByStep: Readonly<Record<string, (lead: Sentence) => Sentence>> = {
  'fetch-lead': () => ({ code: 'work.redo_fetch_lead' }),
  'capture-draft': () => ({ code: 'work.redo_capture_draft' }),
  'note-delivery': (lead) => ({ code: 'work.redo_note_delivery', params: { lead } }),
  score: (lead) => ({ code: 'work.redo_score', params: { lead } }),
  'send-to-kommo': (lead) => ({ code: 'work.redo_send_to_kommo', params: { lead } }),
  'read-hook': () => ({ code: 'work.redo_read_hook' }),
  'look-again': (lead) => ({ code: 'work.redo_look_again', params: { lead } }),
  'look-at-contact': () => ({ code: 'work.redo_look_at_contact' }),
  'answer-bot': (lead) => ({ code: 'work.redo_answer_bot', params: { lead } }),
  recalculate: (lead) => ({ code: 'work.redo_recalculate', params: { lead } }),
  'start-qualification': (lead) => ({ code: 'work.redo_start_qualification', params: { lead } }),
  'start-follow-up': (lead) => ({ code: 'work.redo_start_follow_up', params: { lead } }),
  win: (lead) => ({ code: 'work.redo_win', params: { lead } }),
  'send-to-odoo': (lead) => ({ code: 'work.redo_send_to_odoo', params: { lead } }),
  repair: () => ({ code: 'work.redo_repair' }),
  'send-alert': () => ({ code: 'work.redo_send_alert' }),
  'alert-task': () => ({ code: 'work.redo_alert_task' }),
};

function leadLines(step: string, known: LeadOfWork, services: Services): readonly Line[] {
  const { person, row } = known;
  if (person === null) return [];
  const isHandOver = step === 'send-to-odoo';
  return [
    { label: { code: 'work.label_companyName' }, value: person.companyName },
    { label: { code: 'work.label_fullName' }, value: person.fullName },
    ...(isHandOver ? moneyLines(known) : []),
    { label: { code: 'work.label_email' }, value: person.email ?? '' },
    { label: { code: 'work.label_phone' }, value: person.phone ?? '' },
    { label: { code: 'work.label_services' }, value: servicesOf(known, services) },
    ...(isHandOver || row === null ? [] : answerLines(row.profile, services)),
  ];
}

function servicesOf({ lead, row }: LeadOfWork, { blueprint }: Services): string {
  const inKommo = lead?.services ?? [];
  const keys = inKommo.length > 0 ? inKommo : (row?.profile.services ?? []);
  const named = blueprint.services.filter(({ key }) => keys.includes(key));
  return named.map(({ label }) => label).join(', ');
}

const moneyLines = ({ lead }: LeadOfWork): readonly Line[] =>
  lead === null
    ? []
    : [
        { label: { code: 'work.label_taxId' }, value: lead.taxId ?? '' },
        { label: { code: 'work.label_amount' }, value: String(lead.price) },
      ];

const answerLines = (profile: LeadProfile, { blueprint }: Services): readonly Line[] =>
  shownAnswers(profile.answers, blueprint).map(({ label, shown }) => ({ label, value: shown }));
