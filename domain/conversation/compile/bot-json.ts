/** The Salesbot JSON of the visual designer, as its own exports show it. Names and shapes are Kommo's. */

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Handler {
  readonly handler: string;
  readonly params: { readonly [key: string]: Json } | readonly Json[];
}

export interface BotStep {
  /** Runs when the step is entered. */
  readonly question: readonly Handler[];
  /** Runs when the lead replies. */
  readonly answer?: readonly Handler[];
  /** Runs while there is no reply yet. */
  readonly no_answer?: Handler;
  readonly block_uuid: string;
}

/** Steps by their number; the bot begins at "0". */
export type BotSteps = Readonly<Record<string, BotStep>>;

export interface Bot {
  /** Its name in Kommo. */
  readonly name: string;
  readonly steps: BotSteps;
}

/** The canvas block that ends a bot. No step of ours has its number, because a save with one was refused. */
export const finishStep = 77;
