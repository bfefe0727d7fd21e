import type { Card, CardAnswer, OdooPreview } from '../../../contract/card.js';
import type { ConversationRun } from '../../../contract/card-conversation.js';
import type { OdooState, OdooStepState } from '../../../contract/odoo.js';
import type { Contribution, Score } from '../../../contract/score.js';

/** The moment at which every fixture card is looked at. */
export const now = Date.parse('2026-11-12T18:40:00.000Z');

const minute = 60_000;
const hour = 60 * minute;

export function before(ms: number): string {
  return new Date(now - ms).toISOString();
}

const line = (
  factor: Contribution['factor'],
  answer: string | null,
  points: number,
  most: number,
): Contribution => ({ factor, answer, points, most });

const preScore: Score = {
  model: 'pre',
  version: 'pre-2026-11-1',
  total: 68,
  leadClass: 'WARM',
  contributions: [
    line('company_size', '21-50', 20, 25),
    line('monthly_revenue', '2M-5M', 16, 20),
    line('urgency_level', 'Este mes', 12, 15),
    line('budget_range', null, 0, 15),
    line('current_situation', 'Cambiando proveedor', 8, 10),
    line('service_complexity', 'Contabilidad, complejo', 8, 10),
    line('contact_data', 'Correo de la empresa, WhatsApp', 4, 5),
  ],
  missing: [
    { factor: 'budget_range', question: 'budget_range', fact: null, couldBring: 15 },
    { factor: 'contact_data', question: null, fact: 'landline', couldBring: 1 },
  ],
};

const leadScore: Score = {
  model: 'lead',
  version: 'lead-2026-11-1',
  total: 84,
  leadClass: 'HOT',
  contributions: [
    line('company_size', '21-50', 21, 25),
    line('urgency_level', 'Inmediato', 20, 20),
    line('budget_range', '30k-50k', 16, 20),
    line('service_complexity', '35 de 35 puntos de la conversación', 15, 15),
    line('contact_quality', 'Teléfono y correo confirmados', 8, 10),
    line('response_speed', 'Menos de 30 min', 4, 10),
  ],
  missing: [
    { factor: 'contact_quality', question: null, fact: 'whatsapp_verified', couldBring: 2 },
  ],
};

const choice = (question: string, label: string, options: readonly string[]): CardAnswer => ({
  question,
  label,
  service: 'accounting',
  kind: 'choice',
  value: null,
  shown: null,
  origin: null,
  answeredAt: null,
  by: null,
  sentence: null,
  editable: true,
  options: options.map((option) => ({ key: option.toLowerCase(), label: option })),
});

const general = (question: string, label: string, shown: string | null): CardAnswer => ({
  ...choice(question, label, []),
  service: null,
  value: shown,
  shown,
  origin: shown === null ? null : 'form',
  answeredAt: shown === null ? null : before(3 * hour),
});

const answers: readonly CardAnswer[] = [
  {
    ...choice('monthly_transactions', 'Transacciones mensuales', []),
    kind: 'number',
    value: 650,
    shown: '650',
    origin: 'bot',
    answeredAt: before(12 * minute),
  },
  {
    ...choice('special_reports', 'Reportes especiales', ['Sí', 'No']),
    value: 'sí',
    shown: 'Sí',
    origin: 'form',
    answeredAt: before(3 * hour),
  },
  choice('multiple_branches', 'Varias sucursales', ['Sí', 'No']),
  {
    ...choice('software_integration', 'Integración con software', ['Sí', 'No']),
    value: 'no',
    shown: 'No',
    origin: 'executive',
    answeredAt: before(26 * hour),
    by: 1002,
  },
  general('company_size', 'Número de empleados', '21-50'),
  general('monthly_revenue', 'Facturación mensual', '2M-5M'),
  general('urgency_level', 'Cuándo necesita iniciar', 'Este mes'),
  general('budget_range', 'Presupuesto', null),
];

/** A lead that has just come in through the form. */
export const freshCard: Card = {
  proposal: null,
  leadId: 4711,
  noMessage: null,
  run: null,
  strategy: null,
  waiting: [],
  generatedAt: before(0),
  stale: false,
  lead: {
    name: 'Ferretería Quisqueya — contabilidad',
    company: 'Ferretería Quisqueya',
    person: { name: 'Altagracia Reyes', phone: '+18095550142' },
    services: [{ key: 'accounting', label: 'Contabilidad' }],
    stage: {
      key: 'qualifying',
      name: 'Calificando',
      outcome: 'open',
      since: before(18 * minute),
      dueAt: before(-12 * minute),
    },
    capturedAt: before(3 * hour),
    source: 'direct',
  },
  current: 'pre',
  alike: null,
  nextClass: { leadClass: 'HOT', points: 12 },
  scores: [preScore],
  history: [
    {
      at: before(3 * hour),
      model: 'pre',
      version: 'pre-2026-11-1',
      total: 66,
      previous: null,
      cause: 'captured',
    },
    {
      at: before(2 * hour),
      model: 'pre',
      version: 'pre-2026-11-1',
      total: 68,
      previous: 66,
      cause: 'whatsapp_verified',
    },
  ],
  nextQuestion: {
    question: 'budget_range',
    text: '¿Qué presupuesto mensual han considerado para el servicio?',
    couldBring: 15,
  },
  answers,
  disagreement: null,
  conversation: null,
  followUp: null,
  odoo: { kind: 'not_sent' },
};

/** Its conversation while the bot asks; two of the answers were read out of sentences. */
export const askingRun: ConversationRun = {
  state: 'asking',
  question: {
    question: 'multiple_branches',
    label: 'Varias sucursales',
    text: '¿Tienen múltiples sucursales?',
  },
  answers: [
    { question: 'monthly_transactions', label: 'Transacciones mensuales', shown: '650' },
    { question: 'special_reports', label: 'Reportes especiales', shown: 'Sí' },
  ],
  since: before(4 * minute),
  nextAt: before(-27 * minute),
  takenBy: null,
  ending: null,
  passTo: 'person',
  reason: null,
};

const sentences: Readonly<Record<string, string>> = {
  monthly_transactions: 'como unas 650',
  special_reports: 'sí, y también inventario',
};

export const askingCard: Card = {
  ...freshCard,
  run: askingRun,
  strategy: {
    key: 'switching',
    provider: 'Cambiando proveedor',
    approach: 'Pregunte qué falló con el proveedor anterior.',
  },
  answers: answers.map((answer) => ({
    ...answer,
    sentence: sentences[answer.question] ?? null,
  })),
  conversation: {
    messages: [{ at: before(4 * minute), from: 'lead', text: 'sí, y también inventario' }],
    open: [{ question: 'multiple_branches', label: 'Varias sucursales' }],
    freeTextUntil: before(-20 * hour),
  },
};

/** The same lead after its conversation: both scores, which do not agree. */
export const talkedCard: Card = {
  ...freshCard,
  lead: {
    ...freshCard.lead,
    services: [
      { key: 'accounting', label: 'Contabilidad' },
      { key: 'tax', label: 'Fiscal' },
    ],
    stage: {
      key: 'qualified',
      name: 'Calificado',
      outcome: 'open',
      since: before(3 * hour),
      dueAt: before(20 * minute),
    },
  },
  current: 'lead',
  nextClass: null,
  scores: [preScore, leadScore],
  history: [
    ...freshCard.history,
    {
      at: before(20 * minute),
      model: 'lead',
      version: 'lead-2026-11-1',
      total: 71,
      previous: null,
      cause: 'conversation',
    },
    {
      at: before(9 * minute),
      model: 'lead',
      version: 'lead-2026-11-1',
      total: 84,
      previous: 71,
      cause: 'edited',
    },
  ],
  nextQuestion: {
    question: 'multiple_branches',
    text: '¿Tienen varias sucursales o ubicaciones?',
    couldBring: 2,
  },
  disagreement: {
    preTotal: 68,
    leadTotal: 84,
    unanswered: [{ question: 'multiple_branches', label: 'Varias sucursales' }],
    noReply: false,
  },
  conversation: {
    messages: [
      {
        at: before(31 * minute),
        from: 'bot',
        text: '¡Hola, Altagracia! ¿Su empresa maneja inventario?',
      },
      { at: before(29 * minute), from: 'lead', text: 'Sí, en tres almacenes' },
      {
        at: before(28 * minute),
        from: 'bot',
        text: '¿Aproximadamente cuántas transacciones mensuales manejan?',
      },
      { at: before(12 * minute), from: 'lead', text: 'Unas 650' },
    ],
    open: [{ question: 'multiple_branches', label: 'Varias sucursales' }],
    freeTextUntil: before(-23 * hour),
  },
};

/** The same after an answer that was worth four points. */
export const richerCard: Card = {
  ...talkedCard,
  generatedAt: new Date(now + 1_000).toISOString(),
  scores: [
    preScore,
    {
      ...leadScore,
      total: 88,
      contributions: leadScore.contributions.map((one) =>
        one.factor === 'budget_range' ? { ...one, points: 20 } : one,
      ),
    },
  ],
};

export const preview: OdooPreview = {
  won: true,
  sections: [
    { title: 'Cliente', lines: [{ label: 'Empresa', value: 'Ferretería Quisqueya' }] },
    { title: 'Oportunidad', lines: [{ label: 'Ingreso esperado', value: 'RD$ 25,000' }] },
  ],
  warnings: ['El RNC no es válido'],
};

const step = (
  name: OdooStepState['step'],
  state: OdooStepState['state'],
  id: number | null = null,
): OdooStepState => ({
  step: name,
  state,
  id,
  url: id === null ? null : `http://localhost:4069/odoo/${name}/${String(id)}`,
});

export const odooStates = {
  inProgress: {
    kind: 'in_progress',
    requestedAt: before(4_000),
    steps: [
      step('customer', 'done', 318),
      step('opportunity', 'running'),
      step('project', 'waiting'),
      step('contract', 'waiting'),
      step('history', 'waiting'),
      step('kommo', 'waiting'),
    ],
    waitingFor: null,
  },
  waiting: {
    kind: 'in_progress',
    requestedAt: before(4 * minute),
    steps: [step('customer', 'running'), step('opportunity', 'waiting'), step('kommo', 'waiting')],
    waitingFor: 'odoo_unreachable',
  },
  done: {
    kind: 'done',
    finishedAt: before(2 * minute),
    customerId: 318,
    customerUrl: 'http://localhost:4069/odoo/contacts/318',
    steps: [
      step('customer', 'done', 318),
      step('opportunity', 'done', 92),
      step('project', 'skipped'),
      step('kommo', 'done'),
    ],
  },
  failed: {
    kind: 'failed',
    failedAt: before(minute),
    code: 'odoo_rejected',
    reason: 'Odoo rechazó el RNC 101-00000-0: ya lo tiene otro cliente.',
    requestId: '0b6f3a52-5a61-4f0e-9d3a-2f4f3f0c9a11',
    steps: [step('customer', 'failed'), step('opportunity', 'waiting'), step('kommo', 'waiting')],
  },
} as const satisfies Record<string, OdooState>;

/** What waits while Odoo does not answer. */
export const waitingForOdoo = {
  step: 'send-to-odoo',
  code: 'odoo_unreachable',
  reason: 'Odoo no responde en este momento.',
  since: before(4 * minute),
  nextAt: before(-5 * minute),
} as const satisfies Card['waiting'][number];

/** A won lead, ready to be handed over. */
export const wonCard: Card = {
  ...talkedCard,
  lead: {
    ...talkedCard.lead,
    stage: {
      key: 'won',
      name: 'Ganado',
      outcome: 'won',
      since: before(5 * minute),
      dueAt: null,
    },
  },
};

/** A lead that somebody typed into Kommo: nothing known yet. */
export const blankCard: Card = {
  ...freshCard,
  lead: { ...freshCard.lead, services: [], company: null, capturedAt: null, source: 'kommo' },
  current: null,
  nextClass: null,
  scores: [],
  history: [],
  nextQuestion: null,
  answers: [],
};

export function withOdoo(card: Card, odoo: OdooState): Card {
  return { ...card, odoo };
}
