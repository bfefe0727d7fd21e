import { z } from 'zod';
import type { Blueprint } from '../../../../domain/blueprint/shape.js';
import { noObject, readCapture } from '../../../../domain/capture/read-capture.js';
import type { ReadCapture } from '../../../../domain/capture/read-capture.js';

/** One lead: an object, not a list. What each field may hold is the domain's to judge, so that every wrong one is named. */
const envelope = z.custom<object>(
  (body) => typeof body === 'object' && body !== null && !Array.isArray(body),
);

/** Meta Lead Ads as JSON, the service named `service_interest` (R5.3). */
export function readMetaCapture(
  body: unknown,
  blueprint: Blueprint,
  receivedAt: Date,
): ReadCapture {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return { kind: 'rejected', problems: [noObject] };
  return readCapture(parsed.data, 'meta', blueprint, receivedAt);
}
