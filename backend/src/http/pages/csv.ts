/** A file for a spreadsheet (RFC 4180), with the mark by which Excel knows its letters. */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** What a spreadsheet would run as a formula is text: people type some of it, and senders of leads. */
const cell = (value: string): string =>
  `"${(/^[\s\u200b\ufeff]*[=+\-@|＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
