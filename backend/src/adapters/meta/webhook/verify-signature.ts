import { createHmac, timingSafeEqual } from 'node:crypto';

const shape = /^sha256=([0-9a-f]{64})$/u;

/**
 * `X-Hub-Signature-256` over the body's bytes as they came: Meta signs its own escaped spelling, so a body that was parsed and
 * written again has another signature. Nothing is taken while no secret is set. Every secret is compared, in constant time.
 */
export function verifySignature(
  bytes: Buffer,
  header: string | undefined,
  secrets: readonly string[],
): boolean {
  const hex = shape.exec(header ?? '')?.[1];
  if (hex === undefined) return false;
  const given = Buffer.from(hex, 'hex');
  return secrets
    .filter((secret) => secret !== '')
    .map((secret) => timingSafeEqual(createHmac('sha256', secret).update(bytes).digest(), given))
    .includes(true);
}
