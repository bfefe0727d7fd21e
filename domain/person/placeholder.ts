/** What forms and spreadsheets write where nothing is known. */
const placeholders = new Set(
  'na nd nn none null nil undefined nan ninguno ninguna noaplica notiene notengo sinnombre sinempresa'.split(
    ' ',
  ),
);

/** A name that is no name: "N/A", "undefined undefined", "-", "null". */
export function isPlaceholder(name: string): boolean {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return (
    words.length === 0 ||
    placeholders.has(words.join('')) ||
    words.every((word) => placeholders.has(word))
  );
}
