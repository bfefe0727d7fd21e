import type { Bot } from './bot-json.js';

/** A bot may hold 64 KB of JSON. */
export const longestBotBytes = 64 * 1024;

/** What an admin pastes into "View source" of an empty bot. */
export const writeSource = ({ steps }: Bot): string =>
  escapeAstral(JSON.stringify({ ...steps, conversation: false }));

/** A character beyond the basic plane cuts a stored text off, so that a bot would lose its steps. */
export const escapeAstral = (json: string): string =>
  json.replace(/[\ud800-\udfff]/g, (half) => `\\u${half.charCodeAt(0).toString(16)}`);

/** In UTF-8, as Kommo counts. */
export function byteLength(text: string): number {
  let sum = 0;
  for (const character of text) sum += utf8Length(character.codePointAt(0) ?? 0);
  return sum;
}

const utf8Length = (code: number): number =>
  code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
