import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of package.json, from the source tree as well as from dist: the browser's files and
 * the vendor modules are served from where they are.
 */
export const projectFolder = findUp(dirname(fileURLToPath(import.meta.url)));

export const assetsFolder = join(projectFolder, 'sandbox', 'host', 'assets');

export const modulesFolder = join(projectFolder, 'node_modules');

function findUp(folder: string): string {
  const parent = dirname(folder);
  if (existsSync(join(folder, 'package.json')) || parent === folder) return folder;
  return findUp(parent);
}
