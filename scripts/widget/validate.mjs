import { error, isObject, openArchive, readJson } from './archive.mjs';
import { checkFiles } from './file-rules.mjs';
import { checkLanguages } from './language-rules.mjs';
import { checkLocations } from './location-rules.mjs';
import { checkLogos } from './logo-rules.mjs';
import { checkManifest } from './manifest-rules.mjs';
import { checkScript } from './script-rules.mjs';
import { checkStyles } from './style-rules.mjs';

/**
 * Kommo's upload rules, and what breaks a widget once it is uploaded, checked without an account. Stricter than what is
 * known of Kommo's own check.
 * @param {Uint8Array} bytes the archive
 * @param {string} name its file name
 * @returns {{ level: 'error' | 'warning', file: string, message: string }[]} empty when nothing is wrong
 */
export function validateWidget(bytes, name) {
  const archive = openArchive(bytes);
  if (archive === null) return [error(name, 'is not a zip archive that can be opened.')];
  const manifest = readJson(archive, 'manifest.json');
  const problems = [...checkName(name), ...checkFiles(archive)];
  if (!isObject(manifest)) {
    if (manifest !== undefined) problems.push(error('manifest.json', 'must be an object.'));
    return problems;
  }
  const locations = Array.isArray(manifest.locations) ? manifest.locations : [];
  return [
    ...problems,
    ...checkLogos(archive, locations),
    ...checkLocations(manifest),
    ...checkManifest(manifest, locations),
    ...checkLanguages(archive, manifest, locations),
    ...checkScript(archive, locations),
    ...checkStyles(archive),
  ];
}

function checkName(name) {
  return name === 'widget.zip'
    ? []
    : [error(name, 'must be named widget.zip: Kommo asks for that.')];
}
