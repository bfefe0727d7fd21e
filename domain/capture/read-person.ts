import { writtenWords } from '../blueprint/written-words.js';
import type { Blueprint } from '../blueprint/shape.js';
import { absent, bad, longestField, ok, textField, tooLong } from './body-field.js';
import type { Body, FieldRead } from './body-field.js';
import type { ServiceKey } from '../lead/lead.js';
import type { ReadText } from '../person/phone.js';
import { readService } from './read-choice.js';

/** A text field that one of the domain's readers judges. */
export function readWith(
  body: Body,
  field: string,
  reader: (text: string) => ReadText,
): FieldRead<string> {
  const text = textField(body, field);
  if (text.kind !== 'ok') return text;
  const read = reader(text.value);
  return read.kind === 'ok' ? ok(read.value) : bad(field, read.reason, read.remedy);
}

export interface ReadServices {
  /** Main one first, without repeats. */
  readonly services: readonly ServiceKey[];
  /** One for each name that is no service of ours. */
  readonly problems: readonly FieldRead<never>[];
}

/** One service, a list of them, or their names with commas between. */
export function readServices(body: Body, field: string, { services }: Blueprint): ReadServices {
  const given = body.get(field);
  if (lengthOf(given) > longestField) return { services: [], problems: [tooLong(field)] };
  const names = (Array.isArray(given) ? given : [given]).slice(0, mostNames).flatMap(splitNames);
  const reads = names.map((name) => (name === null ? null : readService(services, name)));
  return {
    services: [...new Set(reads.filter((key) => key !== null))],
    problems: reads.some((key) => key === null)
      ? [
          bad(
            field,
            { code: 'capture.no_such_service' },
            {
              code: 'capture.no_such_service_remedy',
              params: { services: services.map(({ label }) => label).join(', ') },
            },
          ),
        ]
      : [],
  };
}

/** Of a text, or of all the texts of a list. */
function lengthOf(given: unknown): number {
  if (typeof given === 'string') return given.length;
  if (!Array.isArray(given)) return 0;
  return given.reduce<number>((sum, one) => sum + (typeof one === 'string' ? one.length : 0), 0);
}

/** A sender that lists more names than this is not filling our form. */
const mostNames = 20;

/** Null stands for what is no text at all. */
function splitNames(value: unknown): readonly (string | null)[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'string') return [null];
  return value
    .split(/[,;|]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .slice(0, mostNames);
}

const truths: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  [false, false],
  [0, false],
  ...writtenWords.consent.map((word) => [word, true] as const),
  ...writtenWords.noConsent.map((word) => [word, false] as const),
]);

/** Consent is what was said in so many words; anything unclear is no consent and is reported. */
export function readConsent(
  body: Body,
  field: 'consent' | typeof marketingField,
): FieldRead<boolean> {
  const value = body.get(field);
  if (value === undefined || value === null || value === '') return absent;
  if (typeof value === 'string' && value.length > longestField) return tooLong(field);
  const truth = truths.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
  return truth === undefined
    ? bad(field, { code: 'capture.consent_unclear' }, { code: 'capture.consent_remedy' })
    : ok(truth);
}

/** Agreeing to advertising has a tick of its own (R8.1); without it advertising becomes a task for a person. */
export const marketingField = 'marketing_opt_in';

/** InLead's own number, 0–100 (R1.3). */
export function readInleadScore(body: Body): FieldRead<number> {
  const text = textField(body, 'inlead_score');
  if (text.kind !== 'ok') return text;
  const number = Number(text.value);
  return number >= 0 && number <= 100
    ? ok(number)
    : bad('inlead_score', { code: 'capture.score_out_of_range' }, { code: 'capture.score_remedy' });
}
