import type { StageKey } from '../../../contract/card.js';
import type { Play, Temperament } from '../temperaments.js';

/** What happens to a lead beside its WhatsApp: done by itself elsewhere, or by people of the firm. */
export type Act =
  | { readonly kind: 'writes'; readonly text: string }
  | { readonly kind: 'changes_phone' }
  | { readonly kind: 'is_called' }
  | { readonly kind: 'is_moved'; readonly to: StageKey }
  | { readonly kind: 'is_won' }
  | { readonly kind: 'is_lost' }
  | { readonly kind: 'gets_proposal' }
  | { readonly kind: 'opens_proposal' }
  | { readonly kind: 'answers_proposal'; readonly answer: 'accepted' | 'change' };

/** What its script predicts: where it stands after sixty days, and what it was sent at most. */
export interface Ending {
  /** "by_score" is where the score of its conversation takes it, if nobody does anything (the stage table). */
  readonly stage: StageKey | 'by_score';
  /** How its follow-up, or its stage's reminders, ended; null where there was none, left out where either is right. */
  readonly followUp?: string | null;
  /** Its welcome never reached it, or its "BAJA" came before the first question. */
  readonly mayStayNew?: true;
  /** The most that it may have been sent of these, by a part of their texts. */
  readonly templates?: Readonly<Record<string, number>>;
  /** Texts of which each is in one of its tasks: of several forms one is enough. */
  readonly tasks?: readonly (readonly string[])[];
}

export interface Life extends Temperament {
  readonly acts: readonly { readonly afterMs: number; readonly act: Act }[];
  readonly ending: Ending;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The conversation's buttons: where a crash has cut it short, those of the offer a week later are not tapped for it. */
const taps = (times: number): Pick<Life, 'plays' | 'playsForMs'> => ({
  plays: Array.from({ length: times }, (): Play => ({ afterMs: 40_000, says: ['button'] })),
  playsForMs: 2 * day,
});
const on = (days: number, act: Act): Life['acts'][number] => ({ afterMs: days * day, act });

const agreed = { source: 'direct', consent: true, mayBeWritten: true, plays: [] } as const;
const hot = { marketing_opt_in: true };
const cold = {
  ...{ company_size: '6-20', urgency_level: 'Próximos 3 meses', budget_range: '15K-30K' },
  marketing_opt_in: true,
};
const poor = {
  ...{ company_size: '1-5', urgency_level: 'Solo explorando', budget_range: 'No definido' },
};

const none = { soft: 0, offer: 0, last: 0, reminder: 0, welcome_customer: 0 };
const touches = { ...none, soft: 1, offer: 1, last: 1 };
const finished = { stage: 'nurturing', followUp: 'finished' } as const;

export const lives: readonly Life[] = [
  {
    ...{ name: 'answers at once', share: 16, ...agreed, fields: hot, ...taps(9), acts: [] },
    ending: { stage: 'by_score', followUp: null, templates: { ...touches, soft: 0 } },
  },
  {
    ...{ name: 'answers late', share: 8, ...agreed, fields: cold },
    plays: [{ afterMs: 20 * hour, says: ['hola, disculpen'] }],
    acts: [],
    ending: { stage: 'qualifying', followUp: 'answered', templates: none },
  },
  {
    ...{ name: 'never answers', share: 14, ...agreed, fields: cold, acts: [] },
    ending: { ...finished, templates: touches, tasks: [['lleva dos semanas sin responder']] },
  },
  {
    ...{ name: 'never answers, wants no advertising', share: 6, ...agreed },
    fields: { ...cold, marketing_opt_in: false },
    acts: [],
    ending: {
      ...{ ...finished, templates: { ...none, soft: 1 } },
      tasks: [['«Oferta, día 7» no se envió'], ['no aceptó publicidad']],
    },
  },
  {
    ...{ name: 'stops half way', share: 8, ...agreed, fields: cold, ...taps(3), acts: [] },
    ending: { stage: 'by_score', followUp: null, templates: { ...touches, soft: 0 } },
  },
  {
    ...{ name: 'asks for two services', share: 5, ...agreed, acts: [] },
    fields: { ...poor, marketing_opt_in: true, service_type: ['Contabilidad', 'Nómina'] },
    ending: { stage: 'nurturing', followUp: null, templates: none },
  },
  {
    ...{ name: 'says BAJA in the follow-up', share: 6, ...agreed, fields: cold },
    acts: [on(5, { kind: 'writes', text: 'BAJA' })],
    ending: { stage: 'qualifying', followUp: 'opted_out', templates: { ...none, soft: 1 } },
  },
  {
    ...{ name: 'says BAJA at once', share: 5, ...agreed, fields: cold },
    plays: [{ afterMs: 30_000, says: ['BAJA'] }],
    acts: [],
    // Said within the two minutes it is never asked anything: it stays where it is, and a person is told.
    ending: { stage: 'qualifying', mayStayNew: true, followUp: null, templates: none },
  },
  {
    ...{ name: 'wants to speak with a person', share: 4, ...agreed, fields: cold },
    plays: [{ afterMs: minute, says: ['quiero hablar con una persona'] }],
    acts: [],
    ending: { ...finished, templates: { ...touches, soft: 0 } },
  },
  {
    ...{ name: 'answers the offer', share: 6, ...agreed, fields: cold },
    acts: [on(8, { kind: 'writes', text: 'Sí, me interesa' })],
    ending: {
      ...{ stage: 'qualifying', followUp: 'answered' },
      templates: { ...none, soft: 1, offer: 1 },
    },
  },
  {
    ...{ name: 'is reached by the call', share: 4, ...agreed, fields: cold },
    acts: [on(16, { kind: 'is_called' })],
    ending: {
      ...{ stage: 'qualifying', followUp: 'answered' },
      templates: { ...none, soft: 1, offer: 1 },
    },
  },
  {
    ...{ name: 'changes the phone, then says BAJA', share: 4, ...agreed, fields: cold },
    acts: [on(2, { kind: 'changes_phone' }), on(9, { kind: 'writes', text: 'baja' })],
    ending: {
      ...{ stage: 'qualifying', followUp: 'opted_out' },
      templates: { ...none, soft: 1, offer: 1 },
    },
  },
  {
    ...{ name: 'is won meanwhile', share: 5, ...agreed, fields: cold },
    acts: [on(4, { kind: 'is_won' })],
    ending: {
      ...{ stage: 'won', followUp: 'finished' },
      templates: { ...none, soft: 1, welcome_customer: 1 },
      tasks: [['Nuevo cliente']],
    },
  },
  {
    ...{ name: 'is lost', share: 3, ...agreed, fields: cold },
    acts: [on(3.5, { kind: 'is_lost' })],
    ending: { stage: 'lost', followUp: 'lost', templates: { ...none, soft: 1 } },
  },
  {
    ...{ name: 'is moved by hand and falls silent', share: 5, ...agreed, fields: cold },
    acts: [
      on(2, { kind: 'is_moved', to: 'in_contact' }),
      on(4, { kind: 'is_moved', to: 'negotiation' }),
    ],
    ending: {
      ...{ stage: 'negotiation', followUp: 'finished' },
      templates: { ...none, soft: 1, reminder: 2 },
      tasks: [['Plazo vencido']],
    },
  },
  {
    ...{ name: 'opens the proposal and accepts', share: 4, ...agreed, fields: cold },
    acts: [
      on(2, { kind: 'is_moved', to: 'proposal' }),
      on(2.1, { kind: 'gets_proposal' }),
      on(4, { kind: 'opens_proposal' }),
      on(5, { kind: 'answers_proposal', answer: 'accepted' }),
      on(6, { kind: 'is_moved', to: 'negotiation' }),
    ],
    ending: {
      ...{ stage: 'negotiation', followUp: 'proposal_answered' },
      templates: { ...none, soft: 1 },
      tasks: [['Aceptó la propuesta']],
    },
  },
  {
    ...{ name: 'lets the proposal lie', share: 4, ...agreed, fields: cold },
    acts: [on(2, { kind: 'is_moved', to: 'proposal' }), on(2.1, { kind: 'gets_proposal' })],
    ending: {
      ...{ stage: 'proposal', followUp: 'finished' },
      templates: { ...none, soft: 1, reminder: 1 },
      tasks: [['Plazo vencido']],
    },
  },
  {
    ...{ name: 'never answers and is poor', share: 4, ...agreed, fields: poor, acts: [] },
    ending: { stage: 'nurturing', followUp: null, templates: none },
  },
  {
    ...{ name: 'did not agree', share: 3, source: 'direct', consent: false, plays: [] },
    ...{ fields: cold, acts: [], mayBeWritten: false },
    ending: { stage: 'new', followUp: null, templates: none },
  },
  {
    ...{ name: 'was not asked', share: 2, source: 'meta', consent: null, plays: [] },
    ...{ fields: cold, acts: [], mayBeWritten: false },
    ending: { stage: 'new', followUp: null, templates: none },
  },
];
