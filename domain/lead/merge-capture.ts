import type { Answer, Answers, LeadProfile, Person } from './lead.js';

/**
 * The person of an open lead came again, by the same way or another (R1.3, R5.3): its lead keeps where it came from first and takes
 * what is newer of the answers, each with its own origin, and what was not known of the person. Merging the same capture again
 * changes nothing.
 */
export const mergeCapture = (known: LeadProfile, again: LeadProfile): LeadProfile => ({
  person: fillPerson(known.person, again.person),
  services: [...new Set([...known.services, ...again.services])],
  answers: newerAnswers(known.answers, again.answers),
  attribution: known.attribution,
  source: known.source,
  inleadScore: again.inleadScore ?? known.inleadScore,
  consent: again.consent ?? known.consent,
  whatsappVerified: known.whatsappVerified,
  ...ticks(known, again),
  ...doubts(known, again),
  ...facts(known, again),
  ...unmapped(known, again),
});

const fillPerson = (known: Person, again: Person): Person => ({
  fullName: known.fullName === '' ? again.fullName : known.fullName,
  companyName: known.companyName === '' ? again.companyName : known.companyName,
  email: known.email ?? again.email,
  phone: known.phone ?? again.phone,
  landline: known.landline ?? again.landline,
});

function newerAnswers(known: Answers, again: Answers): Answers {
  const knownByKey = new Map<string, Answer>(Object.entries(known));
  const newer = Object.entries(again).filter(([key, answer]) =>
    isNewer(answer, knownByKey.get(key)),
  );
  return { ...known, ...Object.fromEntries(newer) };
}

/** What Kommo holds may be what we wrote there ourselves a moment ago; the capture says where it is from. */
function isNewer(answer: Answer, known: Answer | undefined): boolean {
  if (known === undefined) return true;
  if (known.value === answer.value) return known.origin === 'kommo';
  return Date.parse(known.answeredAt) <= Date.parse(answer.answeredAt);
}

type Optional<Key extends keyof LeadProfile> = Partial<Pick<LeadProfile, Key>>;

/** A "no" after a "yes" is said by a withdrawal, not by a box that was left alone. */
const ticks = (known: LeadProfile, again: LeadProfile): Optional<'marketingConsent'> =>
  (known.marketingConsent ?? again.marketingConsent) === true ? { marketingConsent: true } : {};

/** Whoever finishes its form is no longer half way; who came once without a doubt is a person. */
function doubts(known: LeadProfile, again: LeadProfile): Optional<'isPartial' | 'suspicions'> {
  const isPartial = known.isPartial === true && again.isPartial === true;
  const { suspicions = [] } = known;
  const isDoubtful = suspicions.length > 0 && (again.suspicions ?? []).length > 0;
  return { ...(isPartial ? { isPartial } : {}), ...(isDoubtful ? { suspicions } : {}) };
}

/** One person in both arms of the pilot belongs to the first. */
function facts(known: LeadProfile, again: LeadProfile): Optional<'taxId' | 'arm' | 'lastTouch'> {
  const taxId = known.taxId ?? again.taxId;
  const arm = known.arm ?? again.arm;
  const { lastTouch = again.attribution } = again;
  return {
    ...(taxId === undefined ? {} : { taxId }),
    ...(arm === undefined ? {} : { arm }),
    ...(Object.keys(lastTouch).length === 0 ? pickTouch(known) : { lastTouch }),
  };
}

const pickTouch = ({ lastTouch }: LeadProfile): Optional<'lastTouch'> =>
  lastTouch === undefined ? {} : { lastTouch };

function unmapped(known: LeadProfile, again: LeadProfile): Optional<'unmapped'> {
  const both = { ...known.unmapped, ...again.unmapped };
  return Object.keys(both).length === 0 ? {} : { unmapped: both };
}
