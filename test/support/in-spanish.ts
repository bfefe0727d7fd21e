import { worded } from '../../wording/say.js';

/** A value with every sentence in it worded, as a Spanish reader gets it. */
export const inSpanish = (value: unknown): unknown => worded<unknown>(value, 'es');

/** Matches a sentence, or a text, that says this in Spanish. */
export const saying = (part: string | RegExp): unknown => ({
  $$typeof: Symbol.for('jest.asymmetricMatcher'),
  asymmetricMatch: (value: unknown): boolean => {
    const said = inSpanish(value);
    return (
      typeof said === 'string' && (typeof part === 'string' ? said.includes(part) : part.test(said))
    );
  },
  toString: () => 'saying',
  toAsymmetricMatcher: () => `saying ${String(part)}`,
});
