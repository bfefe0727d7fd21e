import type { Blueprint, Question } from '../blueprint/shape.js';
import type { Answer, Answers, Attribution, LeadProfile, Person, ServiceKey } from './lead.js';
import { optionOf } from '../capture/option-of.js';

/** What Kommo knows of a lead, as far as a profile needs it. */
export interface LeadInKommo {
  readonly person: Person;
  readonly services: readonly ServiceKey[];
  readonly answers: Answers;
  readonly attribution: Attribution;
}

/** A lead that was typed into Kommo, or that the companion has not captured. */
export const profileFromKommo = ({
  person,
  services,
  answers,
  attribution,
}: LeadInKommo): LeadProfile => ({
  person,
  services,
  answers,
  attribution,
  source: 'kommo',
  inleadScore: null,
  consent: null,
  whatsappVerified: false,
});

/**
 * What the companion kept, brought up to date with what Kommo has now: Kommo wins where it says something else, and what
 * it does not hold (a finer option, the second phone, first touch) is kept. Answers the same object when nothing changed.
 */
export function mergeProfile(
  known: LeadProfile,
  lead: LeadInKommo,
  blueprint: Blueprint,
): LeadProfile {
  const person = mergePerson(known.person, lead.person);
  const answers = mergeAnswers(known.answers, lead.answers, blueprint);
  const services = sameList(known.services, lead.services) ? known.services : lead.services;
  if (person === known.person && answers === known.answers && services === known.services)
    return known;
  // A new number has not been reached yet.
  const whatsappVerified = known.whatsappVerified && person.phone === known.person.phone;
  return { ...known, person, answers, services, whatsappVerified };
}

function mergePerson(known: Person, now: Person): Person {
  const merged: Person = {
    fullName: now.fullName === '' ? known.fullName : now.fullName,
    companyName: now.companyName === '' ? known.companyName : now.companyName,
    email: now.email ?? known.email,
    phone: now.phone ?? known.phone,
    landline: now.landline ?? known.landline,
  };
  return samePerson(merged, known) ? known : merged;
}

const samePerson = (one: Person, other: Person): boolean =>
  one.fullName === other.fullName &&
  one.companyName === other.companyName &&
  one.email === other.email &&
  one.phone === other.phone &&
  one.landline === other.landline;

function mergeAnswers(known: Answers, now: Answers, { questions }: Blueprint): Answers {
  const changed = questions.flatMap((question) => {
    const answer = now[question.key];
    return answer === undefined || saysTheSame(question, known[question.key], answer)
      ? []
      : [[question.key, answer] as const];
  });
  return changed.length === 0 ? known : { ...known, ...Object.fromEntries(changed) };
}

/** Two options of the form may share one option of the field (Tecnología, Otros), and a range stands there as its middle. */
function saysTheSame(question: Question, known: Answer | undefined, now: Answer): boolean {
  if (known === undefined) return false;
  if (known.value === now.value) return true;
  const before = optionOf(question, known.value);
  const after = optionOf(question, now.value);
  if (before === null || after === null) return false;
  if (typeof now.value === 'number')
    return typeof known.value === 'string' && before.middle === now.value;
  return before.fieldOption === after.fieldOption;
}

/** Kommo holding no service at all changes nothing: the field may not be filled yet. */
const sameList = (known: readonly ServiceKey[], now: readonly ServiceKey[]): boolean =>
  now.length === 0 ||
  (now.length === known.length && now.every((key, index) => key === known[index]));
