/** Why Kommo's upload would refuse the archive; `code` is for tests, `message` for people. */
export interface ZipProblem {
  readonly code: string;
  readonly file: string;
  readonly message: string;
}

export type ZipFiles = Readonly<Record<string, Uint8Array>>;

/** The text, or undefined when the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The value, or undefined when the bytes are not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(decodeText(bytes) ?? '');
    return value;
  } catch {
    return undefined;
  }
}

export function problem(code: string, file: string, message: string): ZipProblem {
  return { code, file, message };
}
