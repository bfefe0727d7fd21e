import type { Blueprint, Question } from '../blueprint/shape.js';
import type { FieldProblem } from '../field-problem.js';
import { fieldsOf } from './known-fields.js';
import { readCapture } from './read-capture.js';
import type { CaptureSource } from './read-capture.js';
import { isIgnored, mapFields } from './source-map.js';
import type { SourceMap } from './source-map.js';

export interface TriedField {
  readonly name: string;
  readonly said: string;
  /** Our key, "ignore", or empty where nobody reads it. */
  readonly key: string;
  readonly problem: FieldProblem['reason'] | null;
  readonly question: Question | null;
}

export interface TriedCapture {
  readonly fields: readonly TriedField[];
  /** Keys without which it is no lead. */
  readonly missing: readonly string[];
}

interface Sample {
  readonly source: CaptureSource;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What would become of a delivery, field by field; nothing is kept. */
export function tryCapture(
  { source, fields }: Sample,
  map: SourceMap,
  blueprint: Blueprint,
  at: Date,
): TriedCapture {
  const keys = fieldsOf(source, blueprint);
  const entries = Object.entries(fields);
  const { body } = mapFields(entries, map, keys);
  const read = readCapture(body, source, blueprint, at);
  const problems = read.kind === 'ok' ? read.ignored : read.problems;
  const problemByKey = new Map(problems.map((problem) => [problem.field, problem]));
  const shown = entries.map(([name, value]): TriedField => {
    const [key = ''] = Object.keys(mapFields([[name, value]], map, keys).body);
    return {
      name,
      said: typeof value === 'string' ? value : JSON.stringify(value),
      key: key === '' && isIgnored(name, map) ? 'ignore' : key,
      problem: problemByKey.get(key)?.reason ?? null,
      question: blueprint.questions.find((question) => question.key === key) ?? null,
    };
  });
  const told = new Set(shown.map(({ key }) => key));
  return {
    fields: shown,
    missing: read.kind === 'ok' ? [] : [...problemByKey.keys()].filter((key) => !told.has(key)),
  };
}
