import { isPlaceholder, placeholdersIn } from '../fill-text.js';
import type { PlaceholderWordings } from '../fill-text.js';
import type { Finding } from './finding.js';
import { longestButton, longestText, mostButtons } from './limits.js';

/** A text as it is sent: its length, and that each placeholder has a wording without it. */
export function lintText(
  where: string,
  text: string,
  wordings: PlaceholderWordings,
): readonly Finding[] {
  const names = placeholdersIn(text);
  return [
    ...(text.length > longestText
      ? [{ code: 'text_too_long' as const, where, what: String(text.length) }]
      : []),
    // Kommo cuts a stored text off there, and the bot with it.
    ...(/[\ud800-\udfff]/u.test(text) || /\p{Extended_Pictographic}/u.test(text)
      ? [{ code: 'text_beyond_basic_plane' as const, where, what: text }]
      : []),
    ...names
      .filter((name) => !isPlaceholder(name))
      .map((what) => ({ code: 'unknown_placeholder' as const, where, what })),
    ...names
      .filter((name) => isPlaceholder(name) && !text.includes(wordings[name].part))
      .map((what) => ({ code: 'placeholder_without_wording' as const, where, what })),
  ];
}

export function lintButtons(where: string, titles: readonly string[]): readonly Finding[] {
  return [
    ...(titles.length > mostButtons
      ? [{ code: 'too_many_buttons' as const, where, what: String(titles.length) }]
      : []),
    ...titles
      .filter((title) => title.length > longestButton)
      .map((what) => ({ code: 'button_too_long' as const, where, what })),
    ...titles
      .filter((title, index) => titles.indexOf(title) !== index)
      .map((what) => ({ code: 'button_twice' as const, where, what })),
  ];
}
