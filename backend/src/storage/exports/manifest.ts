import { z } from 'zod';

const part = z.object({
  name: z.string(),
  file: z.string(),
  columns: z.array(z.string()).readonly(),
  rows: z.int().min(0),
  /** Of the lines, before they are packed and sealed. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
});

/** What lies beside the sealed files; it names nobody. */
export const manifestSchema = z.object({
  format: z.literal(1),
  at: z.iso.datetime(),
  /** The tables are of this version. */
  migrations: z.array(z.string()).readonly(),
  recipient: z.string(),
  parts: z.array(part).readonly(),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestPart = z.infer<typeof part>;

/** What waits in the queue, as one more part beside the tables. */
export const jobsPart = 'jobs';
