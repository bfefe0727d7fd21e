import type { touch as es } from '../es/touch.js';
import type { Translation } from '../sentence.js';

export const touch = {
  call: 'Ligar para {lead}: duas semanas sem resposta. Ao fechar a tarefa escreva o resultado, por exemplo «no contestó».',
  not_sent:
    'Acompanhamento: «{touch}» não foi enviado a {lead} ({reasons}). Escreva ou ligue você.',
  no_consent: 'não aceitou receber mensagens',
  no_marketing_consent: 'não aceitou publicidade',
  no_phone: 'não tem telefone',
  no_email: 'não tem e-mail',
  template_not_approved: 'o modelo não está pronto no Kommo',
  why_paused: 'Em pausa.',
  why_hours: 'Espera o horário de trabalho.',
  why_limit: 'Espera o limite diário do WhatsApp.',
  why_call_open: 'Espera o resultado da ligação.',
} as const satisfies Translation<typeof es>;
