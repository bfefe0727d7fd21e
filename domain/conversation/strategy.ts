/** The conversation strategy for leads with one kind of present provider. */
export interface Strategy {
  /** Option of the field `CURRENT_PROVIDER`, word for word. */
  readonly fieldOption: string;
  /** Said to the executive, on the card. */
  readonly approach: string;
  /** Added to what the bot says at the end of a complete conversation. */
  readonly closing: string;
}
