import { createHmac } from 'node:crypto';

interface Signed {
  readonly id: string;
  readonly at: Date;
  /** As it is sent. */
  readonly body: unknown;
  /** The newest first: during a rotation the receiver knows one of them. */
  readonly secrets: readonly string[];
}

/** Headers of Standard Webhooks: HMAC-SHA256 of "id.timestamp.body", one signature for each secret. */
export function signAlert({ id, at, body, secrets }: Signed): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signed = `${id}.${timestamp}.${JSON.stringify(body)}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/u, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    ...(signatures.length === 0 ? {} : { 'webhook-signature': signatures.join(' ') }),
  };
}
