import { z } from 'zod';
import { ofAnotherAccount, refuse, verifySigned } from './signed-token.js';
import type { TokenKeys } from './signed-token.js';

export interface BotTokenOptions extends TokenKeys {
  readonly clientId: string;
  readonly accountId: number;
  /** HS512 is what the official client verifies, HS256 what others report: narrow it once one was seen. */
  readonly algorithms?: readonly ('HS256' | 'HS512')[];
}

/** The bot that waits, and the lead it waits for. */
export interface BotCaller {
  readonly entity: 'lead' | 'other';
  readonly entityId: number;
  readonly botType: string;
  readonly subdomain: string;
}

const claimsSchema = z.object({
  account_id: z.coerce.number().int().positive(),
  subdomain: z.string().regex(/^[a-z0-9-]+$/u),
  client_uuid: z.string().optional(),
  // Spelled so in the documentation, and `client_uuid` in the official client.
  client_uid: z.string().optional(),
  entity_type: z.coerce.string(),
  entity_id: z.coerce.number().int().positive(),
  bot_type: z.string().min(1),
  iss: z.string().optional(),
});

/**
 * Verifies the token in the body of a Salesbot's widget step. The claims that only a bot has are required: any user of
 * the account holds a token signed with the same secret.
 * @throws AppError "unauthorized", "token_expired", "wrong_account".
 */
export async function verifyBotToken(token: string, options: BotTokenOptions): Promise<BotCaller> {
  const payload = await verifySigned(token, options, options.algorithms ?? ['HS512', 'HS256']);
  const parsed = claimsSchema.safeParse(payload);
  if (!parsed.success) throw refuse('is no token of a Salesbot', parsed.error);
  const claims = parsed.data;
  if (claims.account_id !== options.accountId) throw ofAnotherAccount();
  if ((claims.client_uuid ?? claims.client_uid) !== options.clientId) throw ofAnotherAccount();
  const issuer = `https://${claims.subdomain}.kommo.com`;
  if (claims.iss !== undefined && claims.iss !== issuer) throw refuse('has a foreign issuer');
  return {
    entity: ['2', 'lead', 'leads'].includes(claims.entity_type) ? 'lead' : 'other',
    entityId: claims.entity_id,
    botType: claims.bot_type,
    subdomain: claims.subdomain,
  };
}
