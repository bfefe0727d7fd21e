/** What an executive reads in the task that comes with a lead. */
export const assignment = {
  pack_title: 'Contactar a {name}: {leadClass}, {total} puntos.',
  pack_why: 'Por qué: {lines}.',
  pack_answers: 'Respuestas: {lines}.',
  pack_open: 'Falta preguntar: {lines}.',
  pack_window: 'Puede escribirle texto libre por WhatsApp hasta el {until}.',
  pack_window_closed: 'Por WhatsApp solo llega una plantilla: llame primero.',
  pack_approach: 'Cómo hablarle: {approach}',
  pack_ask: 'Para empezar, pregunte: «{ask}»',
} as const;
