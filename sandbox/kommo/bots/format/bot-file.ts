import { z } from 'zod';
import type { Account } from '../../account/account.js';
import { canvasErrors, startOfCanvas } from './canvas.js';
import { handlerSchema } from './handlers.js';
import type { Handler } from './handlers.js';
import { errorsInSteps } from './step-errors.js';
import { wordIssues } from './word-issues.js';

const stepSchema = z.strictObject({
  question: z.array(handlerSchema).default([]),
  answer: z.array(handlerSchema).exactOptional(),
  no_answer: handlerSchema.exactOptional(),
  block_uuid: z.string().exactOptional(),
});

export interface Step {
  readonly question: readonly Handler[];
  readonly answer?: readonly Handler[];
  readonly no_answer?: Handler;
}

export type Steps = ReadonlyMap<number, Step>;

export type ReadBot =
  | {
      readonly kind: 'read';
      readonly name: string | null;
      readonly text: string;
      readonly start: number;
      readonly steps: Steps;
    }
  | { readonly kind: 'refused'; readonly errors: readonly string[] };

const fileSchema = z.strictObject({
  type_functionality: z.literal(0),
  model: z.strictObject({
    name: z.string().min(1),
    type: z.literal(2),
    text: z.string(),
    positions: z.string().exactOptional(),
  }),
});

/** Kommo's documented limit for a bot's code. */
const mostBytes = 64 * 1024;

/** Reads what a person imports: the designer's file, or the steps pasted into "View source". */
export function readBotFile(account: Account, source: string): ReadBot {
  const whole = parseJson(source);
  if (whole === undefined) return refused(['El archivo no es JSON']);
  if (!isObject(whole) || !('model' in whole))
    return readText(account, { name: null, text: source, positions: undefined });
  const file = fileSchema.safeParse(whole);
  if (!file.success) return refused(wordIssues(file.error, { where: 'archivo', read: whole }));
  const { name, text, positions } = file.data.model;
  return readText(account, { name, text, positions });
}

interface Model {
  readonly name: string | null;
  readonly text: string;
  readonly positions: string | undefined;
}

function readText(account: Account, { name, text, positions }: Model): ReadBot {
  if (Buffer.byteLength(text) > mostBytes) return refused(['El bot pasa de 64 KB']);
  const read = readSteps(text);
  if (read.kind === 'refused') return read;
  const start = startOfCanvas(positions) ?? 0;
  const errors = [
    ...errorsInSteps(account, read.steps, start),
    ...canvasErrors(positions, read.steps),
  ];
  return errors.length > 0
    ? refused(errors)
    : { kind: 'read', name, text, start, steps: read.steps };
}

type ReadSteps =
  | { readonly kind: 'steps'; readonly steps: Steps }
  | { readonly kind: 'refused'; readonly errors: readonly string[] };

/** The code alone: a list of steps, or steps by number with `conversation` beside them. */
export function readSteps(text: string): ReadSteps {
  const given = parseJson(text);
  const code: unknown = Array.isArray(given) ? Object.fromEntries(given.entries()) : given;
  if (!isObject(code)) return refused(['El código de los pasos no es un objeto JSON']);
  const errors: string[] = [];
  const steps = new Map<number, Step>();
  for (const [key, value] of Object.entries(code)) {
    const step = readStep(key, value);
    if (step.kind === 'step') steps.set(Number(key), step.step);
    if (step.kind === 'refused') errors.push(...step.errors);
  }
  if (steps.size === 0 && errors.length === 0) errors.push('El bot no tiene pasos');
  return errors.length > 0 ? refused(errors) : { kind: 'steps', steps };
}

type ReadStep =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'mark' }
  | { readonly kind: 'refused'; readonly errors: readonly string[] };

function readStep(key: string, value: unknown): ReadStep {
  if (key === 'conversation')
    return typeof value === 'boolean'
      ? { kind: 'mark' }
      : refused(['«conversation» no es sí o no']);
  if (!/^\d+$/.test(key)) return refused([`«${key}» no es un número de paso`]);
  const step = stepSchema.safeParse(value);
  return step.success
    ? { kind: 'step', step: step.data }
    : refused(wordIssues(step.error, { where: `paso ${key}`, read: value }));
}

const refused = (errors: readonly string[]) => ({ kind: 'refused' as const, errors });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
