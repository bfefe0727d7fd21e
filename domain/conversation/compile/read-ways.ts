import type { EndingKey, Way } from '../conversation.js';
import type { Handler } from './bot-json.js';
import { messageText, when } from './handlers.js';
import type { Test } from './handlers.js';
import { spellings } from './spellings.js';

/** What a lead says instead of an answer ends the conversation. */
export const readWays = (
  ways: readonly Way[],
  endBy: (ending: EndingKey) => Handler,
): readonly Handler[] =>
  ways.map(({ ending, words, parts }) =>
    when(
      'or',
      [...spellings(words).map(saysWord), ...spellings(parts).map(saysPart)],
      [endBy(ending)],
    ),
  );

export const saysWord = (word: string): Test => ({
  left: messageText,
  operation: '=',
  right: word,
  rightIs: 'custom_value',
});

const saysPart = (part: string): Test => ({ ...saysWord(part), operation: 'contains' });
