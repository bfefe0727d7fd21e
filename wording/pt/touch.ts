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
  why_not_silent: 'Houve contato há pouco: espera o silêncio.',
  name_soft_reminder_24h: 'Lembrete de 24 horas',
  name_value_email_3d: 'E-mail de valor, dia 3',
  name_offer_whatsapp_7d: 'Oferta, dia 7',
  name_call_task_14d: 'Ligação, dia 14',
  name_final_attempt_30d: 'Última tentativa, dia 30',
  name_nurturing_pipeline: 'Passagem a Nurturing, dia 60',
  name_proposal_reminder_3d: 'Lembrete da proposta, dia 3',
  name_negotiation_reminder_2d: 'Lembrete da negociação, dia 2',
  name_negotiation_reminder_5d: 'Lembrete da negociação, dia 5',
  name_onboarding_welcome: 'Boas-vindas de cliente',
  onboarding: 'Novo cliente “{lead}”: {what}.',
} as const satisfies Translation<typeof es>;
