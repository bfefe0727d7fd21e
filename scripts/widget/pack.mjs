import { readFile, readdir } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';

/** The ZIP format's first day: the same bytes whenever and wherever it is packed (fflate writes local time). */
const firstDay = new Date(1980, 0, 1);
const unix = 3;
const regularFile0644 = (0o100644 << 16) >>> 0;

/**
 * Reads what goes into widget.zip besides the script: path in the archive → bytes.
 * @param {string} folder the widget's source folder, ending in a slash
 * @returns {Promise<Record<string, Uint8Array>>}
 */
export async function readWidgetFiles(folder) {
  const files = { 'manifest.json': await readText(`${folder}manifest.json`) };
  for (const name of ['style.css', 'admin.css']) {
    files[name] = await readText(`${folder}${name}`);
  }
  for (const name of await readdir(`${folder}i18n`)) {
    files[`i18n/${name}`] = await readText(`${folder}i18n/${name}`);
  }
  for (const name of await readdir(`${folder}images`)) {
    if (name.endsWith('.png')) {
      files[`images/${name}`] = new Uint8Array(await readFile(`${folder}images/${name}`));
    }
  }
  return files;
}

/**
 * Packs files at the archive's root. The same files give the same bytes.
 * @param {Record<string, Uint8Array>} files
 * @returns {Uint8Array}
 */
export function packZip(files) {
  const entries = Object.keys(files)
    .sort()
    .map((path) => [
      path,
      [files[path], { level: 9, mtime: firstDay, os: unix, attrs: regularFile0644 }],
    ]);
  return zipSync(Object.fromEntries(entries));
}

/** Unix line ends and no byte order mark, whatever the checkout's settings. */
async function readText(path) {
  const text = await readFile(path, 'utf8');
  return strToU8(text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n'));
}
