import type { Blueprint } from '../blueprint/shape.js';
import type { LeadProfile } from './lead.js';
import { shownAnswers } from './shown-answers.js';

/** What a capture says in the customer's words, for a note on the lead it went into: person first, then its answers. */
export function describeCapture(
  { person, services, answers }: LeadProfile,
  blueprint: Blueprint,
): string {
  const { fullName, companyName, phone, email } = person;
  const wanted = blueprint.services
    .filter(({ key }) => services.includes(key))
    .map(({ label }) => label);
  return [
    ...[fullName, companyName, phone, email].filter((part) => part !== null && part !== ''),
    ...(wanted.length === 0 ? [] : [wanted.join(', ')]),
    ...shownAnswers(answers, blueprint).map(({ label, shown }) => `${label}: ${shown}`),
  ].join('\n');
}
