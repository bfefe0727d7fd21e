import type { LeadProfile } from '../../../../domain/lead/lead.js';
import { shownAnswers } from '../../../../domain/lead/shown-answers.js';
import type { Services } from '../../services.js';
import type { Parked } from './parked-leads.js';
import { workWording } from './work-wording.js';

interface Line {
  readonly label: string;
  readonly value: string;
}

const { fields } = workWording;

/** What would be sent, line by line; empty lines are left out. */
export function previewOf(step: string, parked: Parked, services: Services): readonly Line[] {
  const lines = sendsLead.has(step) ? leadLines(step, parked, services) : [];
  return [{ label: workWording.task, value: planOf(step, parked) }, ...lines].filter(
    ({ value }) => value !== '',
  );
}

const sendsLead: ReadonlySet<string> = new Set(['send-to-kommo', 'send-to-odoo', 'score', 'win']);

/** What a replay does: one sentence. */
export function planOf(step: string, { name, kommoLeadId }: Parked): string {
  const { plans, unknownPlan, unnamedLead } = workWording;
  const sentence = plans[step];
  if (sentence === undefined) return unknownPlan.replace('%', () => step);
  const shown = name ?? (kommoLeadId === null ? unnamedLead : String(kommoLeadId));
  return sentence.replace('%', () => `«${shown}»`);
}

function leadLines(step: string, parked: Parked, services: Services): readonly Line[] {
  const { person, row } = parked;
  if (person === null) return [];
  const isHandOver = step === 'send-to-odoo';
  return [
    { label: fields.companyName, value: person.companyName },
    { label: fields.fullName, value: person.fullName },
    ...(isHandOver ? moneyLines(parked) : []),
    { label: fields.email, value: person.email ?? '' },
    { label: fields.phone, value: person.phone ?? '' },
    { label: workWording.services, value: servicesOf(parked, services) },
    ...(isHandOver || row === null ? [] : answerLines(row.profile, services)),
  ];
}

function servicesOf({ lead, row }: Parked, { blueprint }: Services): string {
  const inKommo = lead?.services ?? [];
  const keys = inKommo.length > 0 ? inKommo : (row?.profile.services ?? []);
  const named = blueprint.services.filter(({ key }) => keys.includes(key));
  return named.map(({ label }) => label).join(', ');
}

const moneyLines = ({ lead }: Parked): readonly Line[] =>
  lead === null
    ? []
    : [
        { label: fields.taxId, value: lead.taxId ?? '' },
        { label: fields.amount, value: String(lead.price) },
      ];

const answerLines = (profile: LeadProfile, { blueprint }: Services): readonly Line[] =>
  shownAnswers(profile.answers, blueprint).map(({ label, shown }) => ({ label, value: shown }));
