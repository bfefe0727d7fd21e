/** More digits than a number of JavaScript holds. */
const fewestDigits = 16;

/**
 * The same JSON with every whole number of 16 digits or more as a text: Meta's ids have up to 17, and samples hold them as bare
 * numbers, of which `JSON.parse` would change the last digits. What stands inside a text is left alone. One pass.
 */
export function quoteLongNumbers(json: string): string {
  const pieces: string[] = [];
  let from = 0;
  let at = 0;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === quote) at = endOfText(json, at);
    else if (!isDigit(code)) at += 1;
    else {
      const end = endOfDigits(json, at);
      if (isLongWhole(json, at, end)) {
        pieces.push(json.slice(from, at), '"', json.slice(at, end), '"');
        from = end;
      }
      at = end;
    }
  }
  pieces.push(json.slice(from));
  return pieces.join('');
}

const quote = 0x22;
const backslash = 0x5c;

function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charCodeAt(at) !== quote)
    at += json.charCodeAt(at) === backslash ? 2 : 1;
  return at + 1;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

function endOfDigits(json: string, start: number): number {
  let at = start;
  while (isDigit(json.charCodeAt(at))) at += 1;
  return at;
}

/** Neither negative nor a part of a fraction or a power. */
const isLongWhole = (json: string, start: number, end: number): boolean =>
  end - start >= fewestDigits &&
  !'-+.eE'.includes(json.charAt(start - 1) || ' ') &&
  !'.eE'.includes(json.charAt(end) || ' ');
