/** What is asked of people where a lead is over its stage's time limit. */
export const stage = {
  over_queue_owner: 'Lead sin atender: «{lead}» lleva más de lo previsto en «{stage}». Llámelo.',
  over_executive:
    'Plazo vencido: «{lead}» lleva más de lo previsto en «{stage}». Contáctelo y muévalo de etapa.',
  over_manager:
    'Plazo vencido y sin avance: «{lead}» sigue en «{stage}». Hable con su ejecutivo o asígnelo a otro.',
  told_nobody: 'Todavía no se avisó a nadie.',
  told_queue_owner: 'Se avisó a quien atiende la cola.',
  told_executive: 'Se avisó a su ejecutivo.',
  told_manager: 'Se avisó al gerente.',
  meet_virtual: 'Reunión virtual con «{lead}»: envíe la invitación.',
  meet_in_person: 'Reunión presencial con «{lead}»: confirme lugar y hora.',
  meet_whatsapp: 'Escribir por WhatsApp a «{lead}», como prefiere.',
  meet_call: 'Llamar a «{lead}».',
} as const;
