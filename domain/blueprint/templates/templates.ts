import type { Template } from '../../conversation/template.js';

/** The seven templates (R5.4). None begins or ends with a placeholder: Meta refuses those. */
export const templates = [
  {
    key: 'welcome',
    category: 'UTILITY',
    language: 'es',
    body: '¡Hola, {name}! Recibimos tu solicitud de propuesta para {company}. En unos minutos te haremos unas preguntas breves por aquí para prepararla. ¿Empezamos?',
    quickReplies: ['Sí, empecemos', 'Más tarde', 'No me escriban'],
  },
  {
    key: 'qualification_start',
    category: 'UTILITY',
    language: 'es',
    body: '¡Hola, {name}! Veo que necesitas {service} para {company}. Te haré unas preguntas rápidas para preparar la mejor propuesta. ¿Empezamos?',
    quickReplies: ['Sí, empecemos', 'Más tarde', 'No me escriban'],
  },
  {
    key: 'soft_reminder_24h',
    category: 'UTILITY',
    language: 'es',
    body: '¡Hola, {name}! Tu solicitud de propuesta para {company} sigue abierta. Nos faltan unas respuestas para terminarla. ¿Seguimos?',
    quickReplies: ['Sí, sigamos', 'Más tarde', 'No me escriban'],
  },
  {
    key: 'offer_whatsapp_7d',
    category: 'MARKETING',
    language: 'es',
    body: '¡Hola, {name}! Esta semana te ofrecemos una consulta gratuita de 30 minutos sobre {service} para {company}. ¿Te reservamos un espacio?',
    quickReplies: ['Sí, me interesa', 'Más tarde', 'No me escriban'],
  },
  {
    key: 'final_attempt_30d',
    category: 'MARKETING',
    language: 'es',
    body: '¡Hola, {name}! No hemos logrado hablar sobre la propuesta para {company}. Si aún te interesa, responde y la retomamos; si no, cerraremos tu solicitud.',
    quickReplies: ['Me interesa', 'Más tarde', 'No me escriban'],
  },
  {
    key: 'negotiation_reminder',
    category: 'UTILITY',
    language: 'es',
    body: '¡Hola, {name}! ¿Pudiste revisar la propuesta para {company}? Si tienes preguntas, te las respondemos por aquí.',
    quickReplies: ['Tengo preguntas', 'La estoy revisando', 'No me escriban'],
  },
  {
    key: 'onboarding_welcome',
    category: 'UTILITY',
    language: 'es',
    body: '¡Hola, {name}! Nos alegra empezar a trabajar con {company}. En breve te escribiremos con la lista de documentos y las fechas de los primeros pasos.',
    quickReplies: [],
  },
] as const satisfies readonly Template[];
