import type { Blueprint } from '../blueprint/shape.js';
import { fieldsOf, isKnownField } from './known-fields.js';
import type { CaptureSource } from './read-capture.js';
import { mapFields } from './source-map.js';
import type { Mapped, SourceMap } from './source-map.js';

/**
 * A delivery that should have come under our keys: where two fields mean the same, the one that is called as ours is goes
 * first. What nobody reads stays in the body as well, so that the sender is told.
 */
export function mapDelivery(
  fields: Readonly<Record<string, unknown>>,
  source: CaptureSource,
  map: SourceMap,
  blueprint: Blueprint,
): Mapped {
  const isKnown = ([name]: readonly [string, unknown]): boolean =>
    isKnownField(name, source, blueprint);
  const entries = Object.entries(fields);
  const known = entries.filter(isKnown);
  const others = entries.filter((entry) => !isKnown(entry));

  const keys = fieldsOf(source, blueprint);
  const mapped = mapFields([...known, ...others], map, keys);

  const unmapped = Object.fromEntries(
    Object.entries(mapped.unmapped).filter((entry) => !isKnown(entry)),
  );
  const ofTheAdvertisement = known.filter(([name]) => !keys.includes(name));
  return {
    body: { ...unmapped, ...Object.fromEntries(ofTheAdvertisement), ...mapped.body },
    unmapped,
  };
}
