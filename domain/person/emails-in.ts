/** Addresses in a field that holds one or several, in lower case; what is no address is left out. */
export function emailsIn(field: string | null): readonly string[] {
  const parts = (field ?? '').slice(0, longest).split(/[\s,;/|]+/u);
  return [...new Set(parts.filter((part) => part.includes('@')).map((part) => part.toLowerCase()))];
}

const longest = 500;
