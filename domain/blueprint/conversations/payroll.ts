import type { AskedQuestion, Conversation } from '../../conversation/conversation.js';
import { no, yes } from './shared-replies.js';

const employees = {
  question: 'payroll_employees',
  text: '¿Cuántos empleados tienen en nómina?',
  replies: [
    {
      from: 51,
      points: 15,
      button: 'Más de 50',
      standsFor: 75,
      synonyms: ['muchos', 'más de cincuenta'],
    },
    {
      from: 11,
      to: 50,
      points: 10,
      button: 'De 11 a 50',
      standsFor: 30,
      synonyms: ['entre 11 y 50', '11-50', '11 a 50'],
    },
    {
      to: 10,
      points: 5,
      button: 'Hasta 10',
      standsFor: 5,
      synonyms: ['pocos', 'menos de diez'],
    },
  ],
} as const satisfies AskedQuestion;

/** Made from the service's conditional fields, in the style and on the scale of the specified two (R4.2). */
export const payroll = {
  service: 'payroll',
  name: 'Account · Nómina',
  need: 'servicios de nómina',
  greeting:
    '¡Hola {name}! Veo que necesitas servicios de nómina para {company}. Te haré unas preguntas rápidas para preparar la mejor propuesta.',
  first: {
    question: 'variable_commissions',
    text: '¿Tienen empleados con comisiones variables?',
    replies: [
      { ...yes, option: 'yes', points: 20, next: employees },
      { ...no, option: 'no', points: 10, next: employees },
    ],
  },
} as const satisfies Conversation;
