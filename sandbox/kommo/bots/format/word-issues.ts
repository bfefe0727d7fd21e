import type { z } from 'zod';

interface Place {
  readonly where: string;
  /** What was read there. */
  readonly read: unknown;
}

/** What a schema found, as a person reads it: "paso 3 › question › 0: parámetro desconocido «x»". */
export function wordIssues(error: z.ZodError, place: Place): readonly string[] {
  return error.issues.flatMap((issue) => wordIssue(issue, place));
}

function wordIssue(issue: z.core.$ZodIssue, { where, read }: Place): readonly string[] {
  const at = [where, ...issue.path.map(String)].join(' › ');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${at}: parámetro desconocido «${key}»`);
  if (issue.code === 'invalid_union')
    return wordUnion(issue, { where: at, read: valueAt(read, issue.path) });
  if (issue.code === 'invalid_type') return [`${at}: falta, o no es ${issue.expected}`];
  if (issue.code === 'too_big') return [`${at}: más de ${String(issue.maximum)}`];
  return [`${at}: valor no admitido (${issue.message})`];
}

/** No option fits: the name is unknown, or the alternative that came nearest says why. */
function wordUnion(issue: z.core.$ZodIssueInvalidUnion, { where, read }: Place): readonly string[] {
  if (issue.errors.length === 0) return [`${where}: «${textOf(read)}» es desconocido`];
  const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
  return nearest.flatMap((inner) => wordIssue(inner, { where, read }));
}

function valueAt(read: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null
        ? new Map<string, unknown>(Object.entries(found)).get(String(key))
        : undefined,
    read,
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, 60) : typeof value;
