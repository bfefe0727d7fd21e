import { createHmac, randomUUID } from 'node:crypto';
import type { Account } from '../account/account.js';
import { encodeForm } from '../hooks/form-encode.js';
import type { Deliveries } from '../hooks/hook-delivery.js';
import { onThisMachine } from '../triggers/page-triggers.js';
import type { Continuation } from './continuation.js';
import type { Asked } from './runtime/session.js';

/** An integration that was asked, and what it answered to `return_url`. */
export interface Request {
  readonly botId: number;
  readonly leadId: number;
  /** The run that waits; null where a test asked. */
  readonly runId: number | null;
  readonly answer: Continuation | null;
}

export interface Requests {
  /** Sends a widget_request; answers the last part of its return_url. */
  ask(asked: Asked, runId: number | null): string;
  waiting(continueId: string, botId: number): Request | null;
  answered(continueId: string, answer: Continuation): void;
  list(): Readonly<Record<string, Request>>;
  clear(): void;
}

interface RequestsOptions {
  readonly account: Account;
  readonly deliveries: Deliveries;
  readonly base: () => string;
}

export function createRequests({ account, deliveries, base }: RequestsOptions): Requests {
  const requests = new Map<string, Request>();
  return {
    ask({ botId, leadId, url, data }, runId) {
      const continueId = randomUUID();
      requests.set(continueId, { botId, leadId, runId, answer: null });
      const body = {
        token: botToken(account, leadId),
        data: { ...data },
        return_url: `${base()}/api/v4/salesbot/${botId}/continue/${continueId}`,
      };
      const asJson = account.switches.isOn('bot-request-as-json');
      deliveries.send({
        ...{ webhookId: null, destination: onThisMachine(account, url), once: true },
        ...{ title: 'salesbot widget_request' },
        body: asJson ? JSON.stringify(body) : encodeForm(body),
        contentType: asJson ? 'application/json' : 'application/x-www-form-urlencoded',
      });
      return continueId;
    },
    waiting(continueId, botId) {
      const request = requests.get(continueId);
      return request?.answer === null && request.botId === botId ? request : null;
    },
    answered(continueId, answer) {
      const request = requests.get(continueId);
      if (request) requests.set(continueId, { ...request, answer });
    },
    list: () => Object.fromEntries(requests),
    clear: () => {
      requests.clear();
    },
  };
}

const tokenLifeSeconds = 1800;

/** HS512 with the integration's secret, unlike the page's HS256. */
function botToken(account: Account, leadId: number): string {
  const now = account.clock.seconds();
  const isShort = account.switches.isOn('bot-token-hs256');
  const claims = {
    ...{ iss: `https://${account.subdomain}.kommo.com`, subdomain: account.subdomain },
    ...{ account_id: account.id, client_uuid: account.integrationId },
    ...{ entity_id: leadId, entity_type: 'leads', bot_type: 'salesbot' },
    ...{ iat: now, nbf: now, exp: now + tokenLifeSeconds, jti: randomUUID() },
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ typ: 'JWT', alg: isShort ? 'HS256' : 'HS512' })}.${part(claims)}`;
  const hmac = createHmac(isShort ? 'sha256' : 'sha512', account.clientSecret());
  return `${signed}.${hmac.update(signed).digest('base64url')}`;
}
