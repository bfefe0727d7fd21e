import { capture } from '../wording/es/capture.js';
import { person } from '../wording/es/person.js';
import type { Sentence } from '../wording/sentence.js';
import { t } from '../wording/t.js';
import type { Text } from '../wording/t.js';

/** Only what a field's rules may say, in the page's one language: three whole catalogues would weigh more than the page. */
const texts: ReadonlyMap<string, Text> = new Map([
  ...named('person', person),
  ...named('capture', capture),
]);

export function say({ code, params }: Sentence): string {
  const places = Object.entries(params ?? {}).flatMap(([place, value]: [string, unknown]) =>
    typeof value === 'number' || typeof value === 'string' ? [[place, value] as const] : [],
  );
  return t(texts.get(code) ?? code, Object.fromEntries(places), 'es');
}

function named(subject: string, catalogue: Readonly<Record<string, Text>>) {
  return Object.entries(catalogue).map(([key, text]) => [`${subject}.${key}`, text] as const);
}
