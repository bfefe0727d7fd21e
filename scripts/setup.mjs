// `npm run setup`: asks for what a real account needs. What stands in .env is read there, not put into the environment.
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { buildWhenStale } from './build-when-stale.mjs';

buildWhenStale();
await import(pathToFileURL(resolve('dist/backend/src/account/installation/setup-cli.js')).href);
