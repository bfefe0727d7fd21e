import { z } from 'zod';
import { createGraphClient } from './graph-client.js';
import type { GraphExchange, GraphGet, MetaSettings } from './graph-client.js';

const appSchema = z.object({ id: z.coerce.string() });
const seconds = z.coerce.number().catch(0);
const debugSchema = z.object({
  data: z.object({
    is_valid: z.boolean(),
    expires_at: seconds,
    data_access_expires_at: seconds,
    scopes: z.array(z.string()).nullable().catch(null),
  }),
});

export interface PageToken {
  /** The earlier end of the token and of its access to data; null where neither ends (0). */
  readonly endsAt: Date | null;
  /** Without it the leads' answers are refused; true where Meta does not say. */
  readonly mayReadLeads: boolean;
}

/** Null where no app secret lets us ask: only the app itself may ask about a token, with its id and secret as token. */
export async function readToken(
  get: GraphGet,
  settings: MetaSettings,
  onCall?: (exchange: GraphExchange) => void,
): Promise<PageToken | null> {
  const [secret] = settings.appSecrets;
  if (secret === undefined || settings.pageToken === null) return null;
  const { id } = appSchema.parse(await get('app', { fields: 'id' }));
  const asApp = { ...settings, pageToken: `${id}|${secret}`, appSecrets: [] };
  const query = { input_token: settings.pageToken };
  const { data } = debugSchema.parse(
    await createGraphClient(asApp, onCall).get('debug_token', query),
  );
  const ends = [data.expires_at, data.data_access_expires_at].filter((end) => end > 0);
  const end = data.is_valid ? Math.min(...ends) : 0;
  return {
    endsAt: Number.isFinite(end) ? new Date(end * 1000) : null,
    mayReadLeads: data.scopes?.includes('leads_retrieval') ?? true,
  };
}
