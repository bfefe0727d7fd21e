import { mapDelivery } from '../../../../domain/capture/map-delivery.js';
import { readCapture } from '../../../../domain/capture/read-capture.js';
import type { CaptureSource } from '../../../../domain/capture/read-capture.js';
import type { Services } from '../../services.js';
import { readSourceMap } from '../reading/read-source-map.js';
import { capture } from './capture.js';
import type { CaptureAnswer, Delivery } from './capture.js';

/**
 * A delivery as its sender wrote it (R1.3): names and answers that are not ours mean what an administrator said; what nobody
 * reads is kept with it, to be listed. One that is ours throughout costs no look at the map.
 * @throws AppError as `capture` does.
 */
export async function captureDelivery(
  services: Services,
  source: CaptureSource,
  delivery: Omit<Delivery, 'formFacts'>,
): Promise<CaptureAnswer> {
  const { body } = delivery;
  const { blueprint, clock } = services;
  const read = readCapture(body, source, blueprint, clock());
  const isOurs = read.kind === 'ok' && read.ignored.length === 0;
  if (isOurs || !isObject(body)) return capture(services, source, delivery);

  const map = await readSourceMap(services, source, formIdOf(body, source));
  const mapped = mapDelivery(body, source, map, blueprint);
  const isAllRead = Object.keys(mapped.unmapped).length === 0;

  return capture(services, source, {
    ...delivery,
    body: mapped.body,
    formFacts: isAllRead ? {} : { unmapped: mapped.unmapped },
  });
}

const isObject = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

/** A form of Meta's may have a map of its own. */
function formIdOf(body: Readonly<Record<string, unknown>>, source: CaptureSource): string | null {
  const id = body['form_id'];
  return source === 'meta' && typeof id === 'string' && /^\d{1,30}$/u.test(id) ? id : null;
}
