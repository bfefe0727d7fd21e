import { unzipSync } from 'fflate';

/** A problem in words an admin can act on. Errors are refused at upload or break the widget; warnings are worth a look. */
export const error = (file, message) => ({ level: 'error', file, message });
export const warning = (file, message) => ({ level: 'warning', file, message });

/**
 * Opens an archive; null when it is none.
 * @param {Uint8Array} bytes
 */
export function openArchive(bytes) {
  try {
    const files = new Map(Object.entries(unzipSync(bytes)).filter(([path]) => !path.endsWith('/')));
    return { files, has: (path) => files.has(path), text: (path) => readText(files.get(path)) };
  } catch {
    return null;
  }
}

/** The file's text; null when it is not UTF-8. */
function readText(bytes) {
  if (bytes === undefined) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The JSON of a file, or undefined when it has none. */
export function readJson(archive, path) {
  try {
    return JSON.parse(archive.text(path) ?? '');
  } catch {
    return undefined;
  }
}

export const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText = (value) => typeof value === 'string' && value.trim() !== '';
