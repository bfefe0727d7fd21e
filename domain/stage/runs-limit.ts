/** What the account has that does something at a stage. */
export interface Automation {
  /** Keys of stages, where the account says so itself; null: what it has decides. */
  readonly stages: ReadonlySet<string> | null;
  /** The bots that welcome and ask. */
  readonly hasBots: boolean;
  /** Somebody who can be told. */
  readonly hasTeam: boolean;
}

/** A time limit runs only where the stage's automation is set up: elsewhere its end would only alarm (R3.1). */
export function runsLimit(stage: string, { stages, hasBots, hasTeam }: Automation): boolean {
  if (stages !== null) return stages.has(stage);
  return stage === 'new' || stage === 'qualifying' ? hasBots : hasTeam;
}
