import type { AskedQuestion, Conversation } from '../../conversation/conversation.js';
import { no, thumbsDown, yes } from './shared-replies.js';

const planning = {
  option: 'planning',
  points: 10,
  synonyms: ['optimización', 'optimizar', 'planificación', 'planificación fiscal'],
} as const;
const compliance = {
  option: 'compliance',
  points: 5,
  synonyms: ['mantener', 'cumplimiento', 'solo cumplimiento'],
} as const;
const regularization = {
  option: 'regularization',
  points: 20,
  synonyms: ['regularizar', 'ponerme al día', 'ponernos al día'],
} as const;

const optimizeOrMaintain = {
  question: 'tax_planning',
  text: '¿Buscas optimización fiscal o mantenimiento?',
  replies: [
    { ...planning, button: 'Optimización fiscal' },
    { ...compliance, button: 'Mantenimiento' },
    {
      ...regularization,
      button: null,
      synonyms: [...regularization.synonyms, 'regularización'],
    },
  ],
} as const satisfies AskedQuestion;

const urgentRegularization = {
  question: 'tax_planning',
  text: '¿Necesitas regularización urgente?',
  replies: [
    {
      ...regularization,
      button: yes.button,
      polarity: 'yes',
      synonyms: [...yes.synonyms, ...regularization.synonyms, 'urgente'],
    },
    {
      // A "no" to the urgency is maintenance: the requirements say so.
      ...compliance,
      button: no.button,
      polarity: 'no',
      synonyms: ['todavía no', 'para nada', 'no es urgente', 'mantenimiento', ...thumbsDown],
    },
    { ...planning, button: null },
  ],
} as const satisfies AskedQuestion;

/** Section 4 of the specification, text for text and point for point (R4.2, R4.3). */
export const tax = {
  service: 'tax',
  name: 'Account · Fiscal',
  need: 'servicios fiscales',
  greeting: 'Perfecto {name}, para servicios fiscales necesito entender tu situación actual.',
  first: {
    question: 'dgii_up_to_date',
    text: '¿Está tu empresa al día con todas las declaraciones DGII?',
    replies: [
      {
        ...yes,
        option: 'yes',
        points: 15,
        synonyms: [...yes.synonyms, 'al día', 'estamos al día'],
        next: optimizeOrMaintain,
      },
      {
        ...no,
        option: 'no',
        points: 25,
        synonyms: ['para nada', 'estamos atrasados', 'atrasados', 'debemos', ...thumbsDown],
        next: urgentRegularization,
      },
      {
        option: 'unknown',
        points: 20,
        button: 'No sé',
        synonyms: ['no lo sé', 'no estoy seguro', 'no estoy segura', 'ni idea'],
        ending: 'specialist',
      },
    ],
  },
} as const satisfies Conversation;
