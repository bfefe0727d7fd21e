/** The authorisation of one Kommo account, opened. */
export interface KommoTokens {
  /** "oauth" is refreshed; "token" is a long-lived one that a person pasted. */
  readonly kind: 'oauth' | 'token';
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** The refresh token before this one: Kommo may still take it where the newest was never used. */
  readonly previousRefreshToken: string | null;
  /** When the access token ends; null where a long-lived one does not say. */
  readonly expiresAt: string | null;
  readonly obtainedAt: string;
  /** Fingerprint of KOMMO_TOKEN at the time: another one there was configured later, and is meant. */
  readonly configuredToken: string | null;
  /** When Kommo refused to renew it: nothing is asked of Kommo again before a person connects. */
  readonly refusedAt: string | null;
}

export interface TokenTable {
  /** False without ENCRYPTION_KEY. */
  readonly canKeep: boolean;
  /** @throws AppError `kommo_not_connected` when the keys at hand do not open them. */
  find(accountId: number): Promise<KommoTokens | null>;
  /** Resolves after the commit. @throws AppError `kommo_not_connected` without a key. */
  save(accountId: number, tokens: KommoTokens): Promise<void>;
  /** Marks the tokens obtained at that moment, and no later ones. */
  markRefused(accountId: number, obtainedAt: string, at: Date): Promise<void>;
  forget(accountId: number): Promise<void>;
  /** True the first time, false for ever after (until it has expired anyway). */
  spendState(state: string, expiresAt: Date, now: Date): Promise<boolean>;
}
