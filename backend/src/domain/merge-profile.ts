import type { Blueprint, Question } from './blueprint.js';
import type { Answer, Answers, Attribution, LeadProfile, Person, ServiceKey } from './lead.js';

/** What Kommo says of a lead, as far as it can change what we know. */
export interface LeadInKommo {
  readonly person: Person;
  readonly services: readonly ServiceKey[];
  readonly answers: Answers;
  readonly attribution: Attribution;
  readonly updatedAt: string;
}

/** A lead that was typed into Kommo by a person: all we know is what its fields hold. */
export function profileFromKommo({ person, services, answers, attribution }: LeadInKommo): LeadProfile {
  return {
    person,
    services,
    answers,
    attribution,
    source: 'kommo',
    inleadScore: null,
    consent: null,
    whatsappVerified: false,
  };
}

/**
 * Kommo's fields win where a person changed them; what Kommo does not hold is kept. Several of our options share one
 * option of the field ("Tecnología" is written as "Otros"), so an answer whose option is unchanged is left alone.
 * Answers the very same object when nothing changed.
 */
export function mergeProfile(profile: LeadProfile, lead: LeadInKommo, { questions }: Blueprint): LeadProfile {
  const edited = questions.flatMap((question): readonly (readonly [string, Answer])[] => {
    const theirs = lead.answers[question.key];
    if (theirs === undefined || sameField(question, theirs, profile.answers[question.key])) return [];
    return [[question.key, { ...theirs, origin: 'executive', answeredAt: lead.updatedAt }]];
  });
  const services = mergeServices(profile.services, lead.services);
  if (edited.length === 0 && services === profile.services) return profile;
  return { ...profile, services, answers: { ...profile.answers, ...Object.fromEntries(edited) } };
}

function sameField(question: Question, theirs: Answer, ours: Answer | undefined): boolean {
  if (ours === undefined) return false;
  return theirs.value === ours.value || fieldOption(question, theirs) === fieldOption(question, ours);
}

/** What the lead's field holds for this answer. */
const fieldOption = ({ options }: Question, { value }: Answer): string =>
  options.find(({ key }) => key === value)?.fieldOption ?? String(value);

function mergeServices(ours: readonly ServiceKey[], theirs: readonly ServiceKey[]): readonly ServiceKey[] {
  if (theirs.length === 0 || theirs.join() === ours.join()) return ours;
  return theirs;
}
