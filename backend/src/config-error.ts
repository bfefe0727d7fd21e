export type ConfigProblem =
  /** Missing or not of the kind it must be; `message` says which. */
  | { readonly kind: 'wrong'; readonly variable: string; readonly message: string }
  /** A value that the sandbox publishes. */
  | { readonly kind: 'published'; readonly variable: string }
  /** A secret of too few or too few different characters. */
  | { readonly kind: 'weak'; readonly variable: string }
  /** The same secret twice: who learns one has both. */
  | { readonly kind: 'repeated'; readonly variable: string; readonly other: string }
  /** Plain http to another machine. */
  | { readonly kind: 'insecure'; readonly variable: string }
  /** Browsers refuse to call it. */
  | { readonly kind: 'blocked_port'; readonly variable: string }
  | { readonly kind: 'sandbox_only'; readonly variable: string }
  /** Neither a token nor the key with which one could be kept. */
  | { readonly kind: 'no_access' };

/** The environment cannot be used; the message lists every variable with its reason. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map((problem) => `  ${sayProblem(problem)}`).join('\n');
    super(`The configuration cannot be used:\n${lines}\nSee .env.example for each variable.`);
    this.problems = problems;
  }
}

function sayProblem(problem: ConfigProblem): string {
  switch (problem.kind) {
    case 'wrong':
      return `${problem.variable}: ${problem.message}`;
    case 'published':
      return `${problem.variable}: is a published value of the sandbox; choose a random one (openssl rand -hex 24)`;
    case 'weak':
      return `${problem.variable}: is easily guessed; draw one of 16 characters or more (openssl rand -hex 24)`;
    case 'repeated':
      return `${problem.variable}: is the same as ${problem.other}; each needs its own (openssl rand -hex 24)`;
    case 'insecure':
      return `${problem.variable}: is plain http to another machine; use https`;
    case 'blocked_port':
      return `${problem.variable}: is a port that browsers refuse to call; choose another`;
    case 'sandbox_only':
      return `${problem.variable}: is for the sandbox only; set KOMMO_SUBDOMAIN`;
    case 'no_access':
      return (
        'ENCRYPTION_KEY: set it (openssl rand -hex 32) and connect the account at /oauth/start, ' +
        'or set KOMMO_TOKEN to a long-lived token'
      );
  }
}
