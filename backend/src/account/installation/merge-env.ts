import { parseEnv } from 'node:util';
import type { Values } from './question.js';

/**
 * The text of `.env` with these values. Every line that a person wrote stays where it is; a variable that is only commented
 * gets its line below, under its explanation.
 */
export function mergeEnv(text: string, values: Values): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.replace(/(?:\r?\n)+$/u, '').split(/\r?\n/u);
  const present = parseEnv(text);
  const changed = Object.entries(values).filter(([name, value]) => present[name] !== value);
  const merged = changed.reduce(put, lines);
  return `${merged.join(end)}${end}`;
}

function put(lines: readonly string[], [name, value]: [string, string]): readonly string[] {
  const line = `${name}=${quoted(value)}`;
  const set = lines.findLastIndex((one) =>
    new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`, 'u').test(one),
  );
  if (set >= 0) return lines.with(set, line);
  const commented = lines.findIndex((one) => new RegExp(`^#\\s*${name}\\s*=`, 'u').test(one));
  return commented >= 0 ? lines.toSpliced(commented + 1, 0, line) : [...lines, line];
}

/** Node's parser knows three quotes and no escape; what holds all three has lost the rarest. */
function quoted(value: string): string {
  if (/^[^\s#"'`\\]*$/u.test(value)) return value;
  const quote = ["'", '"', '`'].find((one) => !value.includes(one));
  return quote === undefined ? `\`${value.replaceAll('`', "'")}\`` : `${quote}${value}${quote}`;
}
