import { z } from 'zod';

/** Sources that call things by names of their own; "direct" is whatever else the firm connects. */
const source = z.enum(['inlead', 'meta', 'direct']);
export type MappedSource = z.infer<typeof source>;

/** A name of theirs: one of our keys, "ignore", or empty while nobody has said. */
const meaning = z.string().max(60);
const name = z.string().min(1).max(200);
const sample = z.string().max(20_000);

/** Body of `POST /widget/v1/admin/sources/try`: what would be read of a delivery. Nothing is kept of it. */
export const trySourceSchema = z.object({ source, sample });
export type TrySource = z.infer<typeof trySourceSchema>;

/** Body of `POST /widget/v1/admin/sources`: what the given names and answers mean from now on; others stay. */
export const saveSourceSchema = z.object({
  source,
  names: z.array(z.object({ name, key: meaning })).max(200),
  /** What it answers to a question of ours, and the option that is meant. */
  values: z
    .array(
      z.object({
        key: z.string().min(1).max(60),
        said: z.string().min(1).max(300),
        option: meaning,
      }),
    )
    .max(200),
  /** The sample that is shown: it is tried again. */
  sample,
});
export type SaveSource = z.infer<typeof saveSourceSchema>;

const option = z.object({ key: z.string(), label: z.string() });
const tried = z.object({
  sample: z.string(),
  /** What a lead would still miss; empty: it would be one. */
  missing: z.array(z.string()),
  fields: z.array(
    z.object({
      name: z.string(),
      said: z.string(),
      /** Our key, "ignore", or empty. */
      key: z.string(),
      /** Why what was said is no answer; null where it was read. */
      problem: z.string().nullable(),
      /** Where an option was meant. */
      options: z.array(option),
    }),
  ),
});

/** `GET /widget/v1/admin/sources`: how each source's names are read, and where visitors leave the form. */
export const sourcesSchema = z.object({
  sources: z.array(
    z.object({
      source,
      /** What a name of its may mean. */
      keys: z.array(option),
      names: z.array(z.object({ name: z.string(), key: z.string() })),
      /** Names that came with leads and that nobody reads, the most frequent first. */
      seen: z.array(z.object({ name: z.string(), example: z.string(), count: z.int() })),
      tried: tried.nullable(),
    }),
  ),
  form: z.object({
    days: z.int(),
    opened: z.int(),
    steps: z.array(z.object({ label: z.string(), sent: z.int() })),
    questions: z.array(z.object({ label: z.string(), answered: z.int(), left: z.int() })),
  }),
});
export type SourcesPage = z.infer<typeof sourcesSchema>;
