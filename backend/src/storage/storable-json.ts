/**
 * JSON that PostgreSQL's jsonb takes: it refuses U+0000 and halves of surrogate pairs, both of which a stranger can
 * type. The first is dropped, the second becomes U+FFFD.
 */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.includes('\\u') && /\\u(0000|d[89a-f])/i.test(text)
    ? JSON.stringify(clean(value ?? null))
    : text;
}

export const storableText = (text: string): string =>
  text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), clean(inner)]),
  );
}
