/** One post of a quiz, as it came: under its own names, and the code by which its posts belong together. */
export interface QuizPost {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Null where it names none: then each post stands for itself. */
  readonly code: string | null;
}

const deepest = 4;
const mostFields = 200;
const longestCode = 200;
const longestName = 200;
const codeNames = ['code', 'lead_id', 'leadId'];

/**
 * A quiz of InLead (capture facts 3): flat or nested (`tracking.utm_source`, `responses`), or wrapped by an automation in between
 * (`{ headers, body }`, or a list of one). Null where nothing of it is a field.
 */
export function readQuizPost(given: unknown): QuizPost | null {
  const body = unwrap(given, 0);
  if (!isObject(body)) return null;
  const fields = new Map<string, unknown>();
  flatten(body, { prefix: '', depth: 0 }, fields);
  if (fields.size === 0) return null;
  return { fields: Object.fromEntries(fields), code: codeOf(fields) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function unwrap(given: unknown, depth: number): unknown {
  if (depth > deepest) return null;
  if (Array.isArray(given)) return unwrap(given[0], depth + 1);
  if (!isObject(given)) return given;
  const entries = new Map(Object.entries(given));
  return entries.has('headers') && entries.has('body')
    ? unwrap(entries.get('body'), depth + 1)
    : given;
}

interface Place {
  readonly prefix: string;
  readonly depth: number;
}

/** Only the last name of a nested field counts, except where one of that name is there already. */
function flatten(
  body: Readonly<Record<string, unknown>>,
  { prefix, depth }: Place,
  fields: Map<string, unknown>,
): void {
  for (const [key, value] of Object.entries(body)) {
    if (fields.size >= mostFields) return;
    const whole = `${prefix}${key}`.slice(0, longestName);
    if (isObject(value)) {
      if (depth < deepest) flatten(value, { prefix: `${whole}.`, depth: depth + 1 }, fields);
      continue;
    }
    const last = whole.slice(whole.lastIndexOf('.') + 1);
    const name = last === '' || fields.has(last) ? whole : last;
    if (value !== null && value !== '' && value !== undefined) fields.set(name, listed(value));
  }
}

/** A list of texts stays one; what else a list may hold says nothing. */
const listed = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, 50) : value;

function codeOf(fields: ReadonlyMap<string, unknown>): string | null {
  for (const name of codeNames) {
    const code = fields.get(name);
    if (typeof code === 'number' && Number.isFinite(code)) return String(code);
    if (typeof code === 'string' && code.trim() !== '' && code.length <= longestCode)
      return code.trim();
  }
  return null;
}

/** InLead's own number comes as a text, and from some quizzes beyond 100. */
export function clampScore(given: unknown): number | null {
  const text = typeof given === 'string' ? given.trim().replace(',', '.') : given;
  const number = text === '' || Array.isArray(text) ? NaN : Number(text ?? NaN);
  return Number.isFinite(number) ? Math.min(100, Math.max(0, Math.round(number))) : null;
}
