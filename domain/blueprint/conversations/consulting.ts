import type { AskedQuestion, Conversation } from '../../conversation/conversation.js';
import { no, yes } from './shared-replies.js';

const area = {
  question: 'consulting_area',
  text: '¿Qué área requiere la consultoría? Si es otra, como expansión o reestructuración, escríbela.',
  replies: [
    { option: 'finance', points: 10, button: 'Finanzas', synonyms: ['presupuesto', 'finanza'] },
    {
      option: 'processes',
      points: 15,
      button: 'Procesos y control',
      synonyms: ['procesos', 'control interno', 'control'],
    },
    {
      option: 'systems',
      points: 15,
      button: 'Sistemas',
      synonyms: ['sistema', 'automatización', 'automatizar'],
    },
    {
      option: 'restructuring',
      points: 15,
      button: null,
      synonyms: ['expansión', 'reestructuración', 'expandirnos', 'crecer'],
    },
    { option: 'other', points: 10, button: null, synonyms: ['otra', 'otro', 'otras'] },
  ],
} as const satisfies AskedQuestion;

const deadline = {
  question: 'result_deadline',
  text: '¿Tienen una fecha límite para los resultados?',
  replies: [
    { ...yes, option: 'yes', points: 15 },
    { ...no, option: 'no', points: 5 },
  ],
} as const satisfies AskedQuestion;

/** Made from the service's conditional fields, in the style and on the scale of the specified two (R4.2). */
export const consulting = {
  service: 'consulting',
  name: 'Account · Consultoría',
  need: 'servicios de consultoría',
  greeting:
    '¡Hola {name}! Veo que necesitas servicios de consultoría para {company}. Te haré unas preguntas rápidas para preparar la mejor propuesta.',
  first: {
    question: 'engagement_type',
    text: '¿Es para un proyecto específico o asesoría continua?',
    replies: [
      {
        option: 'continuous',
        points: 20,
        button: 'Asesoría continua',
        synonyms: ['continua', 'asesoría', 'permanente', 'mensual'],
        next: area,
      },
      {
        option: 'project',
        points: 10,
        button: 'Proyecto específico',
        synonyms: ['proyecto', 'un proyecto', 'puntual'],
        next: deadline,
      },
    ],
  },
} as const satisfies Conversation;
