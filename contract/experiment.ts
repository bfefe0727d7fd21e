import { z } from 'zod';

const both = <T extends z.ZodType>(value: T) => z.object({ a: value, b: value });
const id = z.string().min(1).max(60);
const amount = z.number().min(0).max(1e9);
const noted = z.string().trim().max(300);

/** What is tried in two versions: the pilot's form, a service's conversation, a template, the pace of the follow-up. */
const subject = z.enum(['landing', 'conversation', 'template', 'delay']);

/** Body of `POST /widget/v1/admin/experiments`: begins one. Answers what `GET` does. */
export const beginExperimentSchema = z.object({
  name: z.string().trim().min(1).max(80),
  subject,
  /** A service's key, a template's key, "follow_up" or "go". */
  target: z.string().min(1).max(60),
  /** A bot's name in Kommo, or how many times as long the follow-up waits; empty: as without an experiment. */
  versions: both(z.string().trim().max(120)),
  /** How many of each draw an arm gets beside the other. */
  weights: both(z.int().min(1).max(99)),
});
export type BeginExperiment = z.infer<typeof beginExperimentSchema>;

/** Body of `POST …/experiments/end`: who comes from now on gets `stays`; who was drawn keeps its version. */
export const endExperimentSchema = z.object({ id, stays: z.enum(['a', 'b']) });
export type EndExperiment = z.infer<typeof endExperimentSchema>;

const costs = z.object({
  currency: z.enum(['DOP', 'USD']),
  /** What brought the visitors of both arms. */
  shared: amount,
  /** What one arm costs by itself, its tool's fee included. */
  own: both(amount),
});
const listed = z.object({
  maintenance: both(noted),
  flexibility: both(noted),
  time: both(noted),
});

/** Body of `POST …/experiments/notes`: what no system of ours knows. */
export const noteExperimentSchema = z.object({ id, costs, listed });
export type NoteExperiment = z.infer<typeof noteExperimentSchema>;

const experiment = z.object({
  id,
  name: z.string(),
  subject,
  target: z.string(),
  versions: both(z.string()),
  weights: both(z.number()),
  beganAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  stays: z.enum(['a', 'b']).nullable(),
  costs,
  listed,
  /** Whether one may decide, and what is missing. */
  verdict: z.string(),
  /** The split is broken; null where it is not. */
  alarm: z.string().nullable(),
  rows: z
    .array(z.object({ what: z.string(), a: z.string(), b: z.string(), difference: z.string() }))
    .readonly(),
  /** How the scores lie in both arms, as an SVG picture; `rows` has its numbers. */
  chart: z.string(),
  /** The rows as a file for a spreadsheet. */
  csv: z.string(),
});

export const experimentsSchema = z.object({
  experiments: z.array(experiment).readonly(),
  /** What can be tried in two versions. */
  targets: z.array(z.object({ subject, target: z.string(), label: z.string() })).readonly(),
});
export type ExperimentsPage = z.infer<typeof experimentsSchema>;
