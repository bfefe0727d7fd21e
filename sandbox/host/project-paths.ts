import { join } from 'node:path';
import { projectRoot } from '../project-root.js';

/** The browser's files and the vendor modules are served from where they are, also when run from dist. */
export const assetsFolder = join(projectRoot, 'sandbox', 'host', 'assets');

export const modulesFolder = join(projectRoot, 'node_modules');
