import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';
import { assetsFolder, modulesFolder } from './project-paths.js';

/** Modules at the versions that Kommo ships, under the names it gives them. */
const vendorFiles: Readonly<Record<string, string>> = {
  'require.js': 'requirejs/require.js',
  'text.js': 'requirejs-text/text.js',
  'jquery.js': 'jquery/dist/jquery.js',
  'underscore.js': 'underscore/underscore.js',
  'backbone.js': 'backbone/backbone.js',
  'twigjs.js': 'twig/twig.js',
  'moment.js': 'moment/moment.js',
};

export function createAssetsRouter(): Router {
  const router = express.Router();
  router.get('/host-assets/vendor/:name', (request, response, next) => {
    const { name } = request.params;
    const file = Object.hasOwn(vendorFiles, name) ? vendorFiles[name] : undefined;
    if (file === undefined) {
      next();
      return;
    }
    response.sendFile(file, { root: modulesFolder, maxAge: '1h' });
  });
  router.use('/host-assets', express.static(assetsFolder));
  router.use('/tmpl/controls', express.static(join(assetsFolder, 'tmpl', 'controls')));
  return router;
}

/** Kommo's own controls, which `render({ ref })` finds without waiting. */
export function readControls(): Readonly<Record<string, string>> {
  return readFolder(join(assetsFolder, 'tmpl', 'controls'), '/tmpl/controls/');
}

function readFolder(folder: string, address: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder).flatMap((name): readonly (readonly [string, string])[] => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return Object.entries(readFolder(path, `${address}${name}/`));
    return [[`${address}${name}`, readFileSync(path, 'utf8')]];
  });
  return Object.fromEntries(entries);
}
