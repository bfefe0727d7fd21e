import type { Request } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.js';

const leadId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** @throws AppError `lead_not_found` where the address has no lead id. */
export function leadIdOf(request: Request): number {
  const parsed = leadId.safeParse(request.params['id']);
  if (parsed.success) return parsed.data;
  throw new AppError('lead_not_found', 'The address has no lead id.');
}

/** @throws AppError `invalid_body`, naming each field that is not as agreed. */
export function bodyOf<T>(request: Request, schema: z.ZodType<T>): T {
  const body: unknown = request.body;
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_body', 'The body is not as the widget and the companion agreed.', {
    fields: parsed.error.issues.map(({ path, message }) => ({
      field: path.join('.'),
      reason: { code: 'http.not_as_agreed' },
      remedy: { code: 'http.schema_says', params: { message } },
    })),
  });
}
