import type { Account, Actor } from '../account/account.js';
import { Problem } from '../http/problem.js';
import type { Token } from '../account/records.js';
import { endGrace } from './tokens.js';

type Headers = Readonly<Record<string, string | undefined>>;

export interface Caller {
  readonly actor: Actor;
  /** The integration whose limit the call counts against; null for a person in Kommo's page. */
  readonly integration: string | null;
}

/** Whose call it is, by bearer token, or by the page's cookie where the call comes from the same origin. */
export function authenticate(account: Account, headers: Headers): Caller {
  const { authorization } = headers;
  if (authorization === undefined) return { actor: pageUser(account, headers), integration: null };
  const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
  const known = token === undefined ? undefined : account.state.tokens.get(token);
  if (!known || !isUsable(known, account.clock.seconds())) throw unauthorized();
  if (account.switches.isOn('grace-ends-at-first-call')) endGrace(account, known);
  const userId = contextUser(account, headers) ?? known.user_id;
  return {
    actor: { userId, isAdmin: isAdmin(account, userId), viaApi: true },
    integration: account.integrationId,
  };
}

function isUsable({ kind, revoked, expires_at }: Token, now: number): boolean {
  return (kind === 'access' || kind === 'long-lived') && !revoked && expires_at > now;
}

/** An administrator's token may act as another user, if that user is known and not a free one. */
function contextUser(account: Account, headers: Headers): number | null {
  const asked = headers['x-context-user-id'];
  if (asked === undefined) return null;
  const user = account.state.users.get(Number(asked));
  if (!user?.is_active || user.is_free) throw unauthorized();
  return user.id;
}

function pageUser(account: Account, headers: Headers): Actor {
  const site = headers['sec-fetch-site'];
  const cookie = /(?:^|;\s*)sandbox_user=(\d+)/.exec(headers['cookie'] ?? '')?.[1];
  const sameOrigin = site === 'same-origin' || (site === undefined && cookie !== undefined);
  const user = account.state.users.get(Number(cookie ?? 1002));
  if (!sameOrigin || !user?.is_active) throw unauthorized();
  return { userId: user.id, isAdmin: user.is_admin, viaApi: false };
}

function isAdmin(account: Account, userId: number): boolean {
  return account.state.users.get(userId)?.is_admin === true;
}

function unauthorized(): Problem {
  return new Problem(401, 'Invalid user name or password');
}
