import type { Request } from 'express';
import { type TokenVariant, tokenVariants } from './one-time-token.js';

/** What an address's query may change about the page. Everything that is not sure about Kommo is here. */
export interface Switches {
  readonly theme: 'light' | 'dark';
  readonly lang: 'es' | 'en' | 'pt';
  /** Inner width of the right panel: 220, 265 or 300 pixels. */
  readonly width: 'narrow' | 'normal' | 'wide';
  /** Host CSS that restyles bare elements, to catch a widget without a scope of its own. */
  readonly hostile: boolean;
  /** A second widget in the same page. */
  readonly second: boolean;
  readonly token: TokenVariant | null;
  /** Whether the SDK asks for a new token at every call (UNSURE in Kommo: it may keep one). */
  readonly reuseToken: boolean;
  /** Call render, init and bind_actions a second time, as Kommo sometimes does. */
  readonly renderTwice: boolean;
  /** UNSURE in Kommo: whether `params.path` ends with a slash. */
  readonly slash: boolean;
  /** UNSURE in Kommo: whether `params.cdn_path` exists (new documents only). */
  readonly cdnPath: boolean;
  /** The state of the panel that Kommo remembers: the first widget opens only in an open panel. */
  readonly panel: 'open' | 'closed';
  /** Hide the sandbox's own bar, for pictures. */
  readonly bar: boolean;
}

export function readSwitches(query: Request['query']): Switches {
  return {
    theme: oneOf(query['theme'], ['light', 'dark']),
    lang: oneOf(query['lang'], ['es', 'en', 'pt']),
    width: oneOf(query['width'], ['normal', 'narrow', 'wide']),
    hostile: query['hostile'] === '1',
    second: query['second'] === '1',
    token: tokenVariants.find((variant) => variant === query['token']) ?? null,
    reuseToken: query['reuse'] === '1',
    renderTwice: query['render'] === 'twice',
    slash: query['slash'] === '1',
    cdnPath: query['cdn'] !== '0',
    panel: oneOf(query['panel'], ['open', 'closed']),
    bar: query['bar'] !== '0',
  };
}

/** The value when it is one of the choices, else the first of them. */
function oneOf<const Choices extends readonly [string, ...string[]]>(
  value: unknown,
  choices: Choices,
): Choices[number] {
  return choices.find((choice) => choice === value) ?? choices[0];
}
