/** A text that differs by number: `=0` where nothing is said differently, the others by the language's own rules. */
export interface Plural {
  readonly '=0'?: string;
  readonly one?: string;
  /** "1,000,000 de leads", in Spanish and Portuguese. */
  readonly many?: string;
  readonly other: string;
}
export type Text = string | Plural;

/** The sentence with its `{places}` filled; `count` chooses the plural. A place that is not given stays to be seen. */
export function t(
  text: Text,
  params: Readonly<Record<string, string | number>>,
  language: string,
): string {
  const chosen = typeof text === 'string' ? text : choose(text, params['count'], language);
  return chosen.replace(/\{(\w+)\}/g, (whole, place: string) =>
    Object.hasOwn(params, place) ? String(params[place]) : whole,
  );
}

function choose(text: Plural, count: string | number | undefined, language: string): string {
  if (typeof count !== 'number') return text.other;
  if (count === 0 && text['=0'] !== undefined) return text['=0'];
  const category = new Intl.PluralRules(language).select(count);
  return (category === 'one' || category === 'many' ? text[category] : undefined) ?? text.other;
}
