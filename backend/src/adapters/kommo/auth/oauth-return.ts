import { z } from 'zod';

/** What Kommo sends the browser (or, installed from its own page, its server) back with. */
export type OAuthReturn =
  | { readonly kind: 'denied' }
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'code';
      readonly code: string;
      /** Null when there was none: a return from Kommo's own page may lack it. */
      readonly state: string | null;
      /** Whose account it is, from `referer`. */
      readonly subdomain: string;
      readonly clientId: string | null;
      readonly fromWidget: boolean;
    };

/** Codes of Kommo have some 400 to 1000 characters. */
export const codeSchema = z
  .string()
  .trim()
  .min(10)
  .max(4000)
  .regex(/^[\w.~+/=-]+$/);

const querySchema = z.object({
  code: codeSchema,
  state: z.string().max(200).nullable().catch(null),
  client_id: z.string().max(100).nullable().catch(null),
  from_widget: z.string().nullable().catch(null),
  // The page spells it both ways.
  referer: z.string().optional(),
  referrer: z.string().optional(),
});

/** Reads the query of the redirect address (page "oauth-20"). Parameters that come twice are not Kommo's. */
export function readOAuthReturn(query: Readonly<Record<string, unknown>>): OAuthReturn {
  if (typeof query['error'] === 'string') return { kind: 'denied' };
  const parsed = querySchema.safeParse(query);
  if (!parsed.success) return { kind: 'unreadable' };
  const { code, state, client_id, from_widget, referer, referrer } = parsed.data;
  const subdomain = subdomainOf(referer ?? referrer ?? '');
  if (subdomain === null) return { kind: 'unreadable' };
  const fromWidget = from_widget !== null && from_widget !== '';
  return { kind: 'code', code, state, subdomain, clientId: client_id, fromWidget };
}

/** "account.kommo.com", with or without https://; null for any other host. */
export const subdomainOf = (referer: string): string | null =>
  /^(?:https:\/\/)?([a-z0-9-]+)\.kommo\.com\/?$/.exec(referer)?.[1] ?? null;

/** The page on which an administrator allows the integration. */
export function authorizeAddress(
  authorizeUrl: string,
  { clientId, state }: { readonly clientId: string; readonly state: string },
): string {
  const address = new URL(authorizeUrl);
  address.search = new URLSearchParams({ client_id: clientId, state, mode: 'popup' }).toString();
  return address.href;
}
