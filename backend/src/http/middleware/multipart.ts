/** A text field of `multipart/form-data`. */
export type Part = readonly [name: string, value: string];

const mostParts = 300;
const boundaryOf =
  /^multipart\/form-data\s*;(?:[^;]{0,200};){0,5}?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/iu;
const nameOf = /;\s*name="([^"]{0,300})"/iu;
const isFile = /;\s*filename\*?=/iu;

/**
 * The text fields of a body, in order; files are left out, and so is what is no part. One pass over the bytes; null where the
 * header names no boundary.
 */
export function readMultipart(bytes: Buffer, contentType: string): readonly Part[] | null {
  const [, quoted, bare] = boundaryOf.exec(contentType.slice(0, 1_000)) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return null;
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = bytes.indexOf(mark);
  while (start !== -1 && parts.length < mostParts) {
    const next = bytes.indexOf(mark, start + mark.length);
    if (next === -1) break;
    const part = partOf(bytes.subarray(start + mark.length, next));
    if (part !== null) parts.push(part);
    start = next;
  }
  return parts;
}

const blankLine = Buffer.from('\r\n\r\n');

function partOf(piece: Buffer): Part | null {
  const end = piece.indexOf(blankLine);
  if (end === -1 || end > 2_000) return null;
  const head = piece.subarray(0, end).toString('utf8');
  const name = nameOf.exec(head)?.[1];
  if (name === undefined || name === '' || isFile.test(head)) return null;
  // The line break before the next mark is not the field's.
  const value = piece.subarray(
    end + blankLine.length,
    Math.max(end + blankLine.length, piece.length - 2),
  );
  return [name, value.toString('utf8')];
}
