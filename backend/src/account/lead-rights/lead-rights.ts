import type { LeadAction } from '../../../../domain/rights/lead-rights.js';

/** Who asks, as Kommo's one-time token says. */
export interface AskingUser {
  readonly userId: number;
  readonly isAdmin: boolean | null;
}

/** What a user may do to a lead in Kommo is what they may do to it here. */
export interface LeadRights {
  /** @throws AppError `forbidden` with who may, `lead_not_found`, or why Kommo cannot be asked and nothing is remembered. */
  require(user: AskingUser, action: LeadAction, leadId: number): Promise<void>;
  /** Those of the leads with which the user may do it. */
  filter(
    user: AskingUser,
    action: LeadAction,
    leadIds: readonly number[],
  ): Promise<readonly number[]>;
  /**
   * Whoever stopped being one in Kommo is refused within a minute, whatever the token still says.
   * @throws AppError `admin_only`, `forbidden` for a user who is gone or deactivated.
   */
  readonly requireAdministrator: (user: AskingUser) => Promise<void>;
}
