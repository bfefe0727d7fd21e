import { z } from 'zod';
import type { Blueprint } from '../../../../domain/blueprint/shape.js';
import { noObject, readCapture } from '../../../../domain/capture/read-capture.js';
import type { ReadCapture } from '../../../../domain/capture/read-capture.js';

/** One lead: an object, not a list. What each field may hold is the domain's to judge, so that every wrong one is named. */
const envelope = z.custom<object>(
  (body) => typeof body === 'object' && body !== null && !Array.isArray(body),
);

/** InLead's delivery: the form's fields and its own score (R1.3, R3.3). */
export function readInleadCapture(
  body: unknown,
  blueprint: Blueprint,
  receivedAt: Date,
): ReadCapture {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return { kind: 'rejected', problems: [noObject] };
  return readCapture(parsed.data, 'inlead', blueprint, receivedAt);
}
