import type { LeadClass } from '../../contract/score.js';
import type { QuestionKey, ServiceKey } from '../blueprint/keys.js';

/** In the order in which a visitor passes them: what qualifies first, who asks second, the rest at the end. */
export const formSteps = ['need', 'contact', 'details'] as const;
export type FormStep = (typeof formSteps)[number];

export const contactNames = [
  'full_name',
  'company_name',
  'email',
  'phone_number',
  'landline_number',
  'tax_id',
] as const;
export type ContactName = (typeof contactNames)[number];

interface ContactField {
  readonly label: string;
  readonly hint?: string;
  readonly type: 'text' | 'email' | 'tel';
  /** What the browser may fill in by itself (WCAG 1.3.5). */
  readonly autocomplete: string;
  readonly inputmode?: 'numeric';
  readonly required: boolean;
}

interface StepWords {
  readonly title: string;
  readonly intro: string;
}

/** What the landing page says and which questions stand on which step; the questions themselves are the blueprint's. */
export interface FormPlan {
  readonly firm: string;
  readonly tagline: string;
  readonly title: string;
  readonly intro: string;
  readonly steps: Readonly<Record<FormStep, StepWords>>;
  /** Of the nine general questions, those of the first step and those of the last (R2.2). */
  readonly general: {
    readonly need: readonly QuestionKey[];
    readonly details: readonly QuestionKey[];
  };
  readonly services: Readonly<Record<ServiceKey, string>>;
  readonly contact: Readonly<Record<ContactName, ContactField>>;
  readonly benefits: readonly { readonly title: string; readonly text: string }[];
  readonly words: Readonly<Record<FormWord, string>>;
  /** `{firm}`, `{taxId}`, `{address}`, `{email}` are the firm's own, from the configuration. */
  readonly consent: { readonly contact: string; readonly marketing: string };
  readonly next: Readonly<Record<LeadClass, { readonly working: string; readonly closed: string }>>;
  readonly privacy: {
    readonly title: string;
    readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
  };
}

type FormWord =
  | 'service'
  | 'serviceShort'
  | 'consentShort'
  | 'moment'
  | 'serviceHint'
  | 'optional'
  | 'progress'
  | 'forward'
  | 'back'
  | 'send'
  | 'sending'
  | 'privacyLink'
  | 'trap'
  | 'errors'
  | 'errorTitle'
  | 'resumed'
  | 'startAgain'
  | 'expired'
  | 'unsaved'
  | 'unsent'
  | 'tooMany'
  | 'sentBefore'
  | 'sentChanged'
  | 'thanks'
  | 'thanksNext'
  | 'whatsapp'
  | 'whatsappWhy'
  | 'whatsappText'
  | 'backToForm'
  | 'withdraw'
  | 'withdrawWhat'
  | 'withdrawYes'
  | 'withdrawn'
  | 'withdrawnWhat'
  | 'phoneRead';
