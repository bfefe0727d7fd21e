import { readFileSync, renameSync } from 'node:fs';
import { errorCode } from './error-code.js';

interface Kept<T> {
  readonly file: string;
  /** Throws where the text is not what this version keeps. */
  readonly parse: (text: string) => T;
  readonly now: Date;
  readonly say: (line: string) => void;
}

/**
 * What the file holds; null at the first start. A file of another version, or a damaged one, is
 * moved aside and never deleted: a stand-in that does not start helps nobody.
 */
export function readOrSetAside<T>({ file, parse, now, say }: Kept<T>): T | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    return parse(text);
  } catch {
    const aside = `${file}.unreadable-${now.toISOString().replaceAll(':', '-')}`;
    renameSync(file, aside);
    say(`${file} no se pudo leer: quedó guardado como ${aside} y se empieza de nuevo.`);
    return null;
  }
}
