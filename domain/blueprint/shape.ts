import type { StageKey } from '../../contract/card.js';
import type { LeadClass } from '../../contract/score.js';
import type { Conversation, ConversationRules } from '../conversation/conversation.js';
import type { Language } from '../conversation/read/language.js';
import type { Strategy } from '../conversation/strategy.js';
import type { Email, Template, TemplateValues } from '../conversation/template.js';
import type { ProposalPlan } from '../proposal/proposal-plan.js';
import type { HandOverPlan } from '../hand-over/hand-over-plan.js';
import type { Teller } from '../stage/stage-limit.js';
import type { QuestionKey, ServiceKey } from './keys.js';

/** Shapes of the data in `blueprint/`: what the firm decided, read by every part. */

export interface QuestionOption {
  readonly key: string;
  /** The form's wording. */
  readonly label: string;
  /** The option of the Kommo field it is written to, word for word. */
  readonly fieldOption: string;
  /** Further spellings accepted at the door; case and accents never matter. */
  readonly aliases?: readonly string[];
  /** The answer tells of a complex service (R2.5); absent where it does not. */
  readonly signalsComplexity?: true;
  /** Middle of the range, in DOP, for the numeric Kommo field. */
  readonly middle?: number;
  /** Top of the range, inclusive; absent for the open range at the end. Options with ranges are in rising order. */
  readonly upTo?: number;
}

/** A question as it is written down in `form.ts`, where its key is decided. */
export interface QuestionData {
  readonly key: string;
  /** The form's own question, in Spanish; also what the executive may ask. */
  readonly label: string;
  /** Two or three words for the card. */
  readonly shortLabel: string;
  /** The service it belongs to; null for the nine general ones. */
  readonly service: ServiceKey | null;
  readonly kind: 'choice' | 'number' | 'text';
  /** Empty unless `kind` is "choice". */
  readonly options: readonly QuestionOption[];
  /** Code of the Kommo lead field that keeps the answer. */
  readonly fieldCode: string;
  /** What people call that field in Kommo. */
  readonly fieldName: string;
  /** A count from here on signals a complex service; only where `kind` is "number". */
  readonly complexFrom?: number;
}

export interface Question extends QuestionData {
  readonly key: QuestionKey;
}

export interface ServiceData {
  readonly key: string;
  /** "Contabilidad": the form's and the Kommo field's wording. */
  readonly label: string;
  readonly aliases: readonly string[];
}

export interface Service extends ServiceData {
  readonly key: ServiceKey;
}

export interface Stage {
  readonly key: StageKey;
  /** "Calificando" */
  readonly name: string;
  /** One of Kommo's stage colours; null for the system stages, whose colour cannot be set. */
  readonly color: string | null;
  /** Null where there is no limit. */
  readonly limitMs: number | null;
  /** Who is told when it is over, in this order. */
  readonly tells: readonly Teller[];
  /** A limit that ends outside working hours ends when they begin. */
  readonly waitsForWork: boolean;
  /** 142 and 143 are Kommo's own won and lost; null for a stage of ours. */
  readonly systemStatusId: 142 | 143 | null;
}

export interface Pipeline {
  readonly key: 'services' | 'nurturing';
  /** "Servicios Contables" */
  readonly name: string;
  readonly stages: readonly Stage[];
}

export type FieldType =
  'text' | 'textarea' | 'numeric' | 'select' | 'multiselect' | 'url' | 'checkbox';

export interface Field {
  readonly code: string;
  /** What people see in Kommo. */
  readonly name: string;
  readonly type: FieldType;
  /** Option texts in order; empty for the other types. */
  readonly options: readonly string[];
  /** Only the API may write it. */
  readonly apiOnly: boolean;
  /** Name of the group of fields (a tab of the card). */
  readonly group: string;
}

export interface Blueprint {
  readonly services: readonly Service[];
  readonly questions: readonly Question[];
  readonly pipelines: readonly Pipeline[];
  readonly fields: readonly Field[];
  /** A lead wears one of them, and those of the other classes never. */
  readonly classTags: Readonly<Record<LeadClass, string>>;
  readonly handOver: HandOverPlan;
  readonly proposal: ProposalPlan;
  readonly conversations: Readonly<Record<ServiceKey, Conversation>>;
  readonly conversationRules: ConversationRules;
  readonly strategies: readonly Strategy[];
  readonly templates: readonly Template[];
  readonly templateValues: TemplateValues;
  readonly emails: readonly Email[];
  readonly language: Language;
}
