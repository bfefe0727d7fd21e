import type { ScoreWording } from '../domain/score-table.js';

/** Words of a score's lines that are no option of the form. */
export const scoreWording = {
  several: 'múltiples servicios',
  complex: 'complejo',
  basic: 'básico',
  businessEmail: 'correo empresarial',
  email: 'correo validado',
  phone: 'teléfono verificado',
  whatsapp: 'WhatsApp verificado',
  landline: 'teléfono fijo',
  noReply: 'sin respuesta',
} as const satisfies ScoreWording;
