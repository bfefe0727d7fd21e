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
  by_person: 'Lo asignó una persona.',
  because_only_available: 'Le tocó porque era la única persona disponible.',
  because_speciality:
    'Le tocó porque es quien más conoce el servicio o el sector, de {outOf} disponibles.',
  because_fewest_leads: 'Le tocó porque tenía menos leads abiertos, de {outOf} disponibles.',
  because_longest_idle:
    'Le tocó porque llevaba más tiempo sin recibir un lead, de {outOf} disponibles.',
} as const;
