import type { Reply } from '../../conversation/conversation.js';

/** Compared in the bot: a kept text ends before its first emoji. */
const thumbsUp = ['\u{1f44d}', '\u{2705}'] as const;
export const thumbsDown = ['\u{1f44e}', '\u{274c}'] as const;

/** The two answers that most questions take. Their points and what follows are the question's own. */
export const yes = {
  button: 'Sí',
  polarity: 'yes',
  synonyms: ['claro', 'claro que sí', 'por supuesto', 'así es', 'correcto', ...thumbsUp],
} as const satisfies Partial<Reply>;

export const no = {
  button: 'No',
  polarity: 'no',
  synonyms: ['no tenemos', 'para nada', 'claro que no', ...thumbsDown],
} as const satisfies Partial<Reply>;
