/** What is asked of people where a lead is over its stage's time limit. */
export const stage = {
  over_queue_owner: 'Lead sin atender: «{lead}» lleva más de lo previsto en «{stage}». Llámelo.',
  over_executive:
    'Plazo vencido: «{lead}» lleva más de lo previsto en «{stage}». Contáctelo y muévalo de etapa.',
  over_manager:
    'Plazo vencido y sin avance: «{lead}» sigue en «{stage}». Hable con su ejecutivo o asígnelo a otro.',
} as const;
