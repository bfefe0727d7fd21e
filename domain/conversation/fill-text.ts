/** What a text may name; each has a wording without it, so that nobody reads a bare placeholder. */
export const placeholders = ['name', 'company', 'service', 'proposal'] as const;
export type Placeholder = (typeof placeholders)[number];

/** The part of a text that goes where a value is missing, and what is said in its place. */
export type PlaceholderWordings = Readonly<
  Record<Placeholder, { readonly part: string; readonly by: string }>
>;

/** The placeholders that stand in a text, known ones and unknown ones. */
export const placeholdersIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{([^{}]*)\}/gu)].map(([, name = '']) => name);

/** The text with each placeholder filled, or in its wording without it where nothing is given. */
export function fillText(
  text: string,
  values: Readonly<Partial<Record<Placeholder, string>>>,
  wordings: PlaceholderWordings,
): string {
  return placeholders.reduce((filled, key) => {
    const value = values[key];
    const { part, by } = wordings[key];
    return value === undefined || value === ''
      ? filled.replaceAll(part, by)
      : filled.replaceAll(`{${key}}`, value);
  }, text);
}

export const isPlaceholder = (name: string): name is Placeholder =>
  placeholders.some((one) => one === name);
