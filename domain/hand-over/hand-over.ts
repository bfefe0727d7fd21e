import type { Score } from '../../contract/score.js';
import type { Blueprint } from '../blueprint/shape.js';
import type { HandOverPlan } from './hand-over-plan.js';
import type {
  Answers,
  Attribution,
  LeadProfile,
  LeadSource,
  Person,
  ServiceKey,
} from '../lead/lead.js';
import { isPlaceholder } from '../person/placeholder.js';
import { emailsIn } from '../person/emails-in.js';
import { mergeProfile } from '../lead/merge-profile.js';
import { shownAnswers } from '../lead/shown-answers.js';

export interface Address {
  readonly street: string | null;
  readonly city: string | null;
  readonly zip: string | null;
}

/** The won lead as Odoo gets it; everything readable is already in the customer's words. */
export interface HandOver {
  readonly kommoLeadId: number;
  readonly kommoContactId: number | null;
  readonly kommoCompanyId: number | null;
  readonly leadName: string;
  /** The one amount of preview, opportunity and contract: the lead's, or its budget's; 0 where there is neither. */
  readonly amount: number;
  readonly currency: string;
  /** Names that are no names ("N/A") are empty, and of several addresses the first one stands here. */
  readonly person: Person;
  /** The other addresses of the same field: the customer may be known by one of them. */
  readonly otherEmails?: readonly string[];
  /** The Odoo record that a person chose where two could be meant; "new" makes one. */
  readonly chosenCustomer?: number | 'new' | null;
  /** Of the company; absent where Kommo keeps none. */
  readonly address?: Address;
  /** RNC (9 digits) or cédula (11 digits), as typed; null when Kommo has none. */
  readonly taxId: string | null;
  readonly services: readonly { readonly key: string; readonly label: string }[];
  readonly answers: readonly {
    readonly question: string;
    readonly label: string;
    readonly shown: string;
  }[];
  readonly scores: readonly Score[];
  readonly attribution: Attribution;
  readonly source: string;
  readonly tags: readonly string[];
  /** E-mail of the executive in Kommo; mapped to an Odoo user by login. */
  readonly salespersonEmail: string | null;
  readonly wonAt: string | null;
  readonly kommoUrl: string;
}

export type HistoryKind =
  'message_in' | 'message_out' | 'note' | 'call' | 'task' | 'stage' | 'email' | 'other';

/** One thing that happened with the lead. Kommo's history items fit as they are. */
export interface HistoryEntry {
  /** Unique within the lead and stable between reads. */
  readonly ref: string;
  readonly at: string;
  readonly kind: HistoryKind;
  readonly author: string | null;
  /** Plain text, untrusted. */
  readonly text: string;
}

/** The lead as Kommo has it now. */
interface WonLead {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly responsibleUserId: number | null;
  readonly closedAt: string | null;
  readonly tags: readonly string[];
  readonly person: Person;
  readonly contactId: number | null;
  readonly companyId: number | null;
  readonly services: readonly ServiceKey[];
  readonly answers: Answers;
  readonly attribution: Attribution;
  readonly taxId: string | null;
  readonly address: Address | null;
}

interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

interface Sources {
  readonly lead: WonLead;
  /** What the companion kept; null for a lead that was typed into Kommo. */
  readonly profile: LeadProfile | null;
  /** Newest first. */
  readonly scores: readonly Score[];
  readonly currency: string;
  /** Empty where the token may not read them. */
  readonly users: readonly User[];
  readonly kommoUrl: string;
}

/** Everything Odoo gets of a lead: what Kommo has now, completed with what the companion kept. */
export function handOverOf(
  { lead, profile, scores, currency, users, kommoUrl }: Sources,
  blueprint: Blueprint,
): HandOver {
  const known = profile === null ? lead : mergeProfile(profile, lead, blueprint);
  const source: LeadSource = profile?.source ?? 'kommo';
  const answers = shownAnswers(known.answers, blueprint);
  const seller = users.find(({ id }) => id === lead.responsibleUserId);
  return {
    kommoLeadId: lead.id,
    kommoContactId: lead.contactId,
    kommoCompanyId: lead.companyId,
    leadName: lead.name,
    ...agreedAmount(lead.price, currency, answers, blueprint.handOver),
    ...cleanPerson(known.person),
    ...(lead.address === null ? {} : { address: lead.address }),
    taxId: lead.taxId,
    services: lead.services.flatMap((key) =>
      blueprint.services
        .filter((service) => service.key === key)
        .map(({ label }) => ({ key, label })),
    ),
    answers,
    scores: latestOfEach(scores),
    attribution: { ...lead.attribution, ...profile?.attribution },
    source: blueprint.handOver.sourceNames[source],
    tags: lead.tags.filter((tag) => !ownTags(blueprint).includes(tag)),
    salespersonEmail: seller?.email ?? null,
    wonAt: lead.closedAt,
    kommoUrl,
  };
}

/** Those that tell Kommo's users what Odoo shows otherwise: the score's class, and that it was handed over. */
const ownTags = ({ handOver, classTags }: Blueprint): readonly string[] => [
  handOver.tag,
  ...Object.values(classTags),
];

function cleanPerson(person: Person): Pick<HandOver, 'person' | 'otherEmails'> {
  const [first, ...otherEmails] = emailsIn(person.email);
  const named = (name: string) => (isPlaceholder(name) ? '' : name);
  return {
    person: {
      ...person,
      fullName: named(person.fullName),
      companyName: named(person.companyName),
      email: first ?? person.email,
    },
    ...(otherEmails.length === 0 ? {} : { otherEmails }),
  };
}

function agreedAmount(
  price: number,
  currency: string,
  answers: HandOver['answers'],
  { priceByBudget, budgetCurrency }: HandOverPlan,
): Pick<HandOver, 'amount' | 'currency'> {
  if (price > 0) return { amount: price, currency };
  const budget = answers.find(({ question }) => question === 'budget_range');
  const byBudget = priceByBudget[budget?.shown ?? ''];
  return byBudget === undefined
    ? { amount: 0, currency }
    : { amount: byBudget, currency: budgetCurrency };
}

const latestOfEach = (scores: readonly Score[]): readonly Score[] =>
  scores.filter((score, index) => scores.findIndex(({ model }) => model === score.model) === index);

/** The history without our own note, its users by their names. */
export const entriesOf = (
  history: readonly HistoryEntry[],
  users: readonly User[],
  plan: HandOverPlan,
): readonly HistoryEntry[] =>
  history
    .filter((item) => !isOurNote(item, plan))
    .map((item) => ({ ...item, author: nameOf(item.author, users) }));

/** True for the note that tells of the hand-over, and, with `link`, of a hand-over to that very record. */
export const isOurNote = (
  { kind, text }: HistoryEntry,
  { noteTitle }: HandOverPlan,
  link = '',
): boolean => kind === 'note' && text.startsWith(noteTitle) && text.includes(link);

/** Kommo names the author as "user:1002". */
function nameOf(author: string | null, users: readonly User[]): string | null {
  if (author === null || !author.startsWith('user:')) return author;
  return users.find(({ id }) => author === `user:${id}`)?.name ?? null;
}
