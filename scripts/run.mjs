// Runs a command of the companion from dist/, with the variables of .env when there is one.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { buildWhenStale } from './build-when-stale.mjs';

const [script, ...args] = process.argv.slice(2);
if (existsSync('.env')) process.loadEnvFile('.env');
buildWhenStale();
process.argv = [process.argv[0], script, ...args];
await import(pathToFileURL(resolve('dist', script)).href);
