import type { Reply } from '../../conversation/conversation.js';

/** The two answers that most questions take. Their points and what follows are the question's own. */
export const yes = {
  button: 'Sí',
  polarity: 'yes',
  synonyms: ['claro', 'por supuesto', 'así es', 'correcto'],
} as const satisfies Partial<Reply>;

export const no = {
  button: 'No',
  polarity: 'no',
  synonyms: ['no tenemos', 'para nada'],
} as const satisfies Partial<Reply>;
