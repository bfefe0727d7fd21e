export type FormValue =
  string | number | boolean | null | undefined | readonly FormValue[] | FormFields;

export interface FormFields {
  readonly [key: string]: FormValue;
}

/** As PHP builds it: brackets percent-encoded, spaces as %20, everything a string, null as the empty one. */
export function encodeForm(fields: FormFields): string {
  return pairsOf(fields, '')
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join('&');
}

function pairsOf(fields: FormFields, prefix: string): readonly (readonly [string, string])[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const name = prefix === '' ? key : `${prefix}[${key}]`;
    if (value === undefined) return [];
    if (value === null) return [[name, '']];
    if (typeof value === 'object') return pairsOf(Object.fromEntries(Object.entries(value)), name);
    return [[name, typeof value === 'boolean' ? (value ? '1' : '0') : String(value)]];
  });
}

/** Half of an emoji has no form in UTF-8: it becomes U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
