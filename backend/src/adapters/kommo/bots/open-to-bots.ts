import { AppError } from '../../../errors.js';
import { verifyBotToken } from '../auth/bot-token.js';
import type { BotCaller, BotTokenOptions } from '../auth/bot-token.js';
import { readReturnPath } from './return-url.js';
import type { BotRequest } from '../hooks/webhook.js';

/** A Salesbot that waits, and where its answer goes. */
export interface WaitingBot extends BotCaller {
  readonly returnPath: string;
}

export type OpenToBots = (request: Pick<BotRequest, 'token' | 'returnUrl'>) => Promise<WaitingBot>;

interface OpenToBotsOptions extends BotTokenOptions {
  /** Where the account is reached; the return address must be one of them. */
  readonly origins: readonly string[];
}

/** Lets in a Salesbot's request by its token and its return address. @throws AppError as `verifyBotToken`. */
export const createOpenToBots =
  (options: OpenToBotsOptions): OpenToBots =>
  async ({ token, returnUrl }) => {
    const caller = await verifyBotToken(token, options);
    const returnPath = readReturnPath(returnUrl, options.origins);
    if (returnPath === null) {
      throw new AppError(
        'forbidden',
        `A Salesbot of lead ${caller.entityId} waits at an address that is not the account's own.`,
      );
    }
    return { ...caller, returnPath };
  };
