import type { Reply } from '../../conversation/conversation.js';

/** The two answers that most questions take. Their points and what follows are the question's own. */
export const yes = {
  button: 'Sí',
  synonyms: ['claro', 'por supuesto', 'así es', 'correcto'],
} as const satisfies Partial<Reply>;

export const no = {
  button: 'No',
  synonyms: ['no tenemos', 'para nada'],
} as const satisfies Partial<Reply>;
