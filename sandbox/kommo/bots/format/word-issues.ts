import type { z } from 'zod';

/** What a schema found, as a person reads it: "paso 3 › question › 0: parámetro desconocido «x»". */
export function wordIssues(error: z.ZodError, where: string): readonly string[] {
  return error.issues.flatMap((issue) => wordIssue(issue, where));
}

function wordIssue(issue: z.core.$ZodIssue, where: string): readonly string[] {
  const at = [where, ...issue.path.map(String)].join(' › ');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${at}: parámetro desconocido «${key}»`);
  if (issue.code === 'invalid_union') return wordUnion(issue, at);
  if (issue.code === 'invalid_type') return [`${at}: falta, o no es ${issue.expected}`];
  if (issue.code === 'too_big') return [`${at}: más de ${String(issue.maximum)}`];
  return [`${at}: valor no admitido (${issue.message})`];
}

/** No option fits: the name is unknown, or the alternative that came nearest says why. */
function wordUnion(issue: z.core.$ZodIssueInvalidUnion, at: string): readonly string[] {
  if (issue.errors.length === 0) return [`${at}: manejador o valor desconocido`];
  const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
  return nearest.flatMap((inner) => wordIssue(inner, at));
}
