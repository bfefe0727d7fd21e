import type { z } from 'zod';

/** What a piece of work is about, as far as its input says; the page names the lead by it. */
export interface About {
  readonly kommoLeadId?: number;
  /** Of a lead of ours that Kommo may not have yet. */
  readonly leadId?: string;
  /** Of the request or hook that asked for it. */
  readonly requestId?: string;
}

/** One kind of work that the queue runs. */
export interface Row<Parsed, Given, Next extends string> {
  /** What happens here, for the README's picture of the journey. */
  readonly story: string;
  /** Ids rather than personal data: it is kept with dead letters. */
  readonly input: z.ZodType<Parsed, Given>;
  /** The same step and key is one job, while it waits, runs, or was done within the last week. */
  readonly key: (input: Given) => string;
  readonly about: (input: Parsed) => About;
  /** Most inputs in one run. */
  readonly batch: number;
  /** Runs at the same time, in each process. */
  readonly concurrency: number;
  /** Waits between tries, in seconds; after the last one the job is a dead letter. */
  readonly ladder: readonly number[];
  /** What it may ask for when it is done. */
  readonly next: readonly Next[];
}

/** A row, which can tell what stored data is about; nothing where it is not its input. */
export const row = <Parsed, Given, const Next extends string = never>(
  one: Row<Parsed, Given, Next>,
) => ({
  ...one,
  aboutStored: (data: unknown): About => {
    const parsed = one.input.safeParse(data);
    return parsed.success ? one.about(parsed.data) : {};
  },
});
