interface Row {
  readonly what: string;
  readonly a: string;
  readonly b: string;
  readonly difference: string;
}

/** The rows as a file for a spreadsheet (RFC 4180), with the mark by which Excel knows its letters. */
export const experimentCsv = (rows: readonly Row[]): string =>
  `\ufeff${[{ what: '', a: 'A', b: 'B', difference: 'B − A' }, ...rows]
    .map(({ what, a, b, difference }) => [what, a, b, difference].map(cell).join(','))
    .join('\r\n')}\r\n`;

/** What a spreadsheet would run as a formula is text: administrators type some of it. */
const cell = (value: string): string =>
  `"${(/^[=+\-@\t\r\n|]/u.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
