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
  }),
});

/**
 * The earlier end of the page's token and of its access to data; null where neither ends (0) or no app secret lets us ask.
 * Only the app itself may ask about a token, with its id and secret as token.
 */
export async function readTokenEnd(
  get: GraphGet,
  settings: MetaSettings,
  onCall?: (exchange: GraphExchange) => void,
): Promise<Date | null> {
  const [secret] = settings.appSecrets;
  if (secret === undefined || settings.pageToken === null) return null;
  const { id } = appSchema.parse(await get('app', { fields: 'id' }));
  const asApp = { ...settings, pageToken: `${id}|${secret}`, appSecrets: [] };
  const query = { input_token: settings.pageToken };
  const { data } = debugSchema.parse(
    await createGraphClient(asApp, onCall).get('debug_token', query),
  );
  if (!data.is_valid) return new Date(0);
  const ends = [data.expires_at, data.data_access_expires_at].filter((end) => end > 0);
  return ends.length === 0 ? null : new Date(Math.min(...ends) * 1000);
}
