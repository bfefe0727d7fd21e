import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * Reads `.env` into the environment, where what is set already stays. A byte-order mark, which some editors write, would
 * otherwise become part of the first name. Answers whether there is a file: then the companion runs alone, whatever is in it.
 */
export function loadEnvFile(path = '.env') {
  if (!existsSync(path)) return false;
  const values = parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
  return true;
}
