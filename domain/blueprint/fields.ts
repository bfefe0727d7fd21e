import { questions } from './form.js';
import { services } from './service-lines.js';
import type { Field, QuestionData } from './shape.js';

const main = 'Account SRL';
const conversation = 'Conversación';
const serviceNames = services.map(({ label }) => label);

const typeByKind = { choice: 'select', number: 'numeric', text: 'textarea' } as const;

/** A choice of ranges is kept as the middle of the range. */
const isAmount = ({ options }: QuestionData): boolean =>
  options.some(({ middle }) => middle !== undefined);

/** One field for each question of the form, with the options that the form's own ones are written to. */
const asked = questions.map((question: QuestionData): Field => ({
  code: question.fieldCode,
  name: question.fieldName,
  type: typeByKind[isAmount(question) ? 'number' : question.kind],
  options: isAmount(question)
    ? []
    : [...new Set(question.options.map(({ fieldOption }) => fieldOption))],
  apiOnly: false,
  group: services.find(({ key }) => key === question.service)?.label ?? main,
}));

const own = [
  {
    code: 'LEAD_SCORE',
    name: 'Puntuación',
    type: 'numeric',
    options: [],
    apiOnly: false,
    group: main,
  },
  {
    code: 'LEAD_CLASS',
    name: 'Clasificación',
    type: 'select',
    options: ['HOT', 'WARM', 'COLD', 'NURTURING'],
    apiOnly: false,
    group: main,
  },
  {
    code: 'SERVICE_TYPE',
    name: 'Servicio de interés',
    type: 'select',
    options: serviceNames,
    apiOnly: false,
    group: main,
  },
  {
    code: 'OTHER_SERVICES',
    name: 'Otros servicios',
    type: 'multiselect',
    options: serviceNames,
    apiOnly: false,
    group: main,
  },
  {
    code: 'TAX_ID',
    name: 'RNC o cédula',
    type: 'text',
    options: [],
    apiOnly: false,
    group: main,
  },
  {
    code: 'ODOO_CUSTOMER_ID',
    name: 'Cliente en Odoo (ID)',
    type: 'numeric',
    options: [],
    apiOnly: true,
    group: main,
  },
  {
    code: 'ODOO_URL',
    name: 'Cliente en Odoo (enlace)',
    type: 'url',
    options: [],
    apiOnly: true,
    group: main,
  },
  {
    code: 'CAPTURE_REF',
    name: 'Referencia de captura',
    type: 'text',
    options: [],
    apiOnly: true,
    group: main,
  },

  {
    code: 'CONVERSATION_END',
    name: 'Fin de la conversación',
    type: 'select',
    options: [
      'Completada',
      'Especialista',
      'Pidió una persona',
      'No se entendió',
      'Sin respuesta',
      'Más tarde',
      'No quiere mensajes',
      'No se pudo enviar',
    ],
    apiOnly: false,
    group: conversation,
  },
  {
    code: 'CONVERSATION_UNREAD',
    name: 'Lo que el bot no entendió',
    type: 'textarea',
    options: [],
    apiOnly: false,
    group: conversation,
  },
  {
    code: 'CONVERSATION_UNREAD_LAST',
    name: 'Lo que tampoco entendió al repetir',
    type: 'textarea',
    options: [],
    apiOnly: false,
    group: conversation,
  },
  {
    code: 'CONVERSATION_KNOWN',
    name: 'Lo que el bot ya sabe',
    type: 'textarea',
    options: [],
    apiOnly: true,
    group: conversation,
  },
  {
    code: 'CONVERSATION_NAME',
    name: 'Nombre en los mensajes',
    type: 'text',
    options: [],
    apiOnly: true,
    group: conversation,
  },
  {
    code: 'CONVERSATION_COMPANY',
    name: 'Empresa en los mensajes',
    type: 'text',
    options: [],
    apiOnly: true,
    group: conversation,
  },
  {
    code: 'CONVERSATION_SERVICE',
    name: 'Servicio en los mensajes',
    type: 'text',
    options: [],
    apiOnly: true,
    group: conversation,
  },
  {
    code: 'PROPOSAL_URL',
    name: 'Enlace de la propuesta',
    type: 'url',
    options: [],
    apiOnly: true,
    group: main,
  },
  {
    code: 'LAST_UTM_SOURCE',
    name: 'Última fuente (UTM)',
    type: 'text',
    options: [],
    apiOnly: true,
    group: main,
  },
  {
    code: 'LAST_UTM_CAMPAIGN',
    name: 'Última campaña (UTM)',
    type: 'text',
    options: [],
    apiOnly: true,
    group: main,
  },
  {
    code: 'PILOT_ARM',
    name: 'Lado del piloto',
    type: 'text',
    options: [],
    apiOnly: true,
    group: main,
  },
  {
    code: 'CONSENT',
    name: 'Consentimiento',
    type: 'textarea',
    options: [],
    apiOnly: true,
    group: main,
  },
  {
    code: 'WITHDRAW_URL',
    name: 'Enlace para retirar la autorización',
    type: 'url',
    options: [],
    apiOnly: true,
    group: main,
  },
] as const satisfies readonly Field[];

/**
 * The lead fields that we create in Kommo, found again by their code (R3.2). `utm_source`, `utm_campaign` and the rest of the
 * attribution live in Kommo's own tracking fields, which exist in every account.
 */
export const fields: readonly Field[] = [...own, ...asked];
