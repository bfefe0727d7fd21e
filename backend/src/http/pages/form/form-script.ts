import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Beside the compiled companion, and seen from its source. */
const places = ['../../../../../landing/form.js', '../../../../../dist/landing/form.js'];

let script: string | null = null;

/** What `npm run build` packed; the page works without it. */
export function formScript(): string {
  const file = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
  script ??= file === undefined ? '' : readFileSync(file, 'utf8');
  return script;
}
