import type { ConversationRules } from '../../conversation/conversation.js';

const minute = 60_000;

/** What the four conversations share. The firm speaks to a lead as "tú", as the specified texts do. */
export const conversationRules = {
  repeat: 'Disculpa, no te entendí bien.',
  noCount: ['Sí', 'sí', 'Si', 'si', 'No', 'no', 'Sí, empecemos'],
  nudge: '¿Sigues por ahí? Con esta respuesta avanzo tu propuesta.',
  nudgeAfterMs: 15 * minute,
  silenceMs: 30 * minute,
  wordings: {
    name: { part: ' {name}', by: '' },
    company: { part: '{company}', by: 'tu empresa' },
    service: { part: '{service}', by: 'nuestros servicios' },
    proposal: { part: ' Puedes verla aquí: {proposal}', by: '' },
  },
  summary: {
    title: 'Conversación de WhatsApp ·',
    score: 'Puntuación del lead',
    answers: 'Respuestas',
    open: 'Falta preguntar',
    unread: 'Sin leer',
    wordless: 'un emoji, una nota de voz, una foto o un archivo',
    fromSentence: 'leído de una frase',
    taken: 'la tomó un ejecutivo',
    openUntil: 'Puedes escribirle libremente hasta el',
    closed: 'Su ventana de WhatsApp está cerrada: solo llegan plantillas',
  },
  endings: [
    {
      key: 'completed',
      fieldOption: 'Completada',
      tag: 'bot-completa',
      text: '¡Gracias! Con esto preparamos tu propuesta. Un ejecutivo de Account SRL te escribirá por aquí.',
    },
    {
      key: 'specialist',
      fieldOption: 'Especialista',
      tag: 'bot-especialista',
      text: 'Te conectaré con un especialista para evaluar',
    },
    {
      key: 'person',
      fieldOption: 'Pidió una persona',
      tag: 'bot-persona',
      text: 'Claro. Le aviso a un ejecutivo para que te escriba por aquí.',
    },
    {
      key: 'not_understood',
      fieldOption: 'No se entendió',
      tag: 'bot-persona',
      text: 'Gracias por escribir. Un ejecutivo leerá tu mensaje y te responderá por aquí.',
    },
    { key: 'timed_out', fieldOption: 'Sin respuesta', tag: 'bot-sin-respuesta', text: null },
    {
      key: 'postponed',
      fieldOption: 'Más tarde',
      tag: 'bot-mas-tarde',
      text: 'Sin problema. Escríbenos por aquí cuando te convenga.',
    },
    {
      key: 'opted_out',
      fieldOption: 'No quiere mensajes',
      tag: 'no-escribir',
      text: 'Listo, no te enviaremos más mensajes por WhatsApp. Si cambias de idea, escríbenos.',
    },
    { key: 'undelivered', fieldOption: 'No se pudo enviar', tag: 'bot-no-enviado', text: null },
  ],
  ways: [
    {
      ending: 'opted_out',
      words: [
        'BAJA',
        'STOP',
        'BAJA por favor',
        'por favor baja',
        'dame de baja',
        'denme de baja',
        'darme de baja',
        'stop por favor',
      ],
      parts: ['no me escriba', 'NO ME ESCRIBA'],
    },
    { ending: 'person', words: ['asesor', 'ejecutivo', 'una persona'], parts: [] },
  ],
  opening: [
    { title: 'Sí, empecemos', ending: null },
    { title: 'Más tarde', ending: 'postponed' },
    { title: 'No me escriban', ending: 'opted_out' },
  ],
} as const satisfies ConversationRules;
