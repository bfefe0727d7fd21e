import type { AskedQuestion, Conversation } from '../../conversation/conversation.js';
import { no, yes } from './shared-replies.js';

const transactions = {
  question: 'monthly_transactions',
  text: '¿Aproximadamente cuántas transacciones mensuales manejan?',
  replies: [
    {
      from: 501,
      points: 15,
      button: 'Más de 500',
      standsFor: 750,
      synonyms: ['muchas', 'más de quinientas'],
    },
    {
      from: 100,
      to: 500,
      points: 10,
      button: 'De 100 a 500',
      standsFor: 300,
      synonyms: ['entre 100 y 500', '100-500', '100 a 500'],
    },
    {
      to: 99,
      points: 5,
      button: 'Menos de 100',
      standsFor: 50,
      synonyms: ['pocas', 'menos de cien'],
    },
  ],
} as const satisfies AskedQuestion;

const reports = {
  question: 'special_reports',
  text: '¿Qué tipo de reportes necesitas principalmente?',
  replies: [
    {
      option: 'banks',
      points: 10,
      button: 'Para bancos',
      synonyms: ['bancos', 'banco', 'para el banco'],
    },
    {
      option: 'yes',
      points: 10,
      button: 'Otros reportes',
      polarity: 'yes',
      synonyms: ['otros', 'otro', 'reportes gerenciales'],
    },
    {
      option: 'investors',
      points: 10,
      button: null,
      synonyms: ['para inversionistas', 'inversionistas', 'socios', 'para los socios'],
    },
    {
      option: 'no',
      points: 0,
      button: 'Solo los básicos',
      polarity: 'no',
      synonyms: ['básicos', 'los básicos', 'ninguno', 'no'],
    },
  ],
} as const satisfies AskedQuestion;

/** Section 4 of the specification, text for text and point for point (R4.2, R4.3). */
export const accounting = {
  service: 'accounting',
  name: 'Account · Contabilidad',
  need: 'servicios de contabilidad',
  greeting:
    '¡Hola {name}! Veo que necesitas servicios de contabilidad para {company}. Te haré unas preguntas rápidas para preparar la mejor propuesta.',
  first: {
    question: 'manages_inventory',
    text: '¿Tu empresa maneja inventario?',
    replies: [
      { ...yes, option: 'yes', points: 20, next: transactions },
      { ...no, option: 'no', points: 10, next: reports },
      {
        // Who will have an inventory later has none today.
        option: 'soon',
        points: 10,
        button: null,
        synonyms: ['próximamente', 'pronto', 'todavía no', 'aún no'],
        next: reports,
      },
    ],
  },
} as const satisfies Conversation;
