import type { Blueprint } from '../blueprint/shape.js';
import type { LeadProfile } from '../lead/lead.js';
import { readFullName } from '../person/name.js';
import type { Conversation } from './conversation.js';
import { listQuestions } from './list-questions.js';

/** What stands in the lead's fields before a bot runs: the words for its messages, and what it need not ask. */
export interface ConversationTexts {
  readonly name: string;
  readonly company: string;
  readonly service: string;
  /** `[name][company][window][monthly_transactions]` */
  readonly known: string;
}

type Texts = Pick<Blueprint, 'conversations' | 'templateValues' | 'conversationRules'>;

/** No text is ever empty: a template sends what is empty as its bare placeholder. */
export function conversationTexts(
  profile: Pick<LeadProfile, 'person' | 'services' | 'answers'>,
  windowIsOpen: boolean,
  blueprint: Texts,
): ConversationTexts {
  const { fullName, companyName } = profile.person;
  const { wordings } = blueprint.conversationRules;
  const conversation = conversationOf(profile, blueprint);
  const name = readFullName(fullName).kind === 'ok' ? firstNameOf(fullName) : '';
  const company = plain(companyName);
  const facts = { name: name !== '', company: company !== '', window: windowIsOpen };
  const known = [
    ...Object.entries(facts).flatMap(([key, isTrue]) => (isTrue ? [key] : [])),
    ...(conversation === null ? [] : knownCounts(conversation, profile.answers)),
  ];
  return {
    name: facts.name ? name : blueprint.templateValues.name.unknown,
    company: facts.company ? company : wordings.company.by,
    service: conversation?.need ?? wordings.service.by,
    known: known.map((one) => `[${one}]`).join(''),
  };
}

/** The main service's: it is the one that runs (R4.2). */
function conversationOf(
  { services }: Pick<LeadProfile, 'services'>,
  { conversations }: Texts,
): Conversation | null {
  const [main] = services;
  return main === undefined ? null : conversations[main];
}

/** A bot compares options by itself, counts it cannot. */
const knownCounts = (
  conversation: Conversation,
  answers: LeadProfile['answers'],
): readonly string[] => [
  ...new Set(
    listQuestions(conversation)
      .filter(({ replies }) => replies.every(({ option }) => option === undefined))
      .map(({ question }) => question)
      .filter((question) => answers[question] !== undefined),
  ),
];

/** "CARMEN PEÑA" is greeted as "Carmen". */
function firstNameOf(fullName: string): string {
  const [first = ''] = plain(fullName).split(' ');
  const isShouted = first === first.toUpperCase() || first === first.toLowerCase();
  return isShouted ? first.slice(0, 1).toUpperCase() + first.slice(1).toLowerCase() : first;
}

/** As long as Kommo's text field, and without what it would cut or take for a placeholder. */
const plain = (text: string): string =>
  text
    .replace(/[{}[\]]/gu, '')
    .replace(/\p{Extended_Pictographic}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 120);
