import { send } from '../../adapters/http-client.js';
import { failed, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';
import type { Sentence } from '../../../../wording/sentence.js';

/** One-time tokens are accepted with 30 s of difference, and HTTP dates have no fractions. */
const worstMs = 25_000;
const noticedMs = 5_000;

const remedy: Sentence = { code: 'doctor.clock_remedy' };

export function checkClock(name: Sentence, ours: Date, theirs: Date): Check {
  const difference = Math.abs(ours.getTime() - theirs.getTime());
  const seconds = (difference / 1000).toFixed(0);
  const found: Sentence = { code: 'doctor.clock_difference', params: { seconds } };
  if (difference >= worstMs) return failed(name, found, remedy);
  return difference >= noticedMs ? warning(name, found, remedy) : ok(name, found);
}

/** Kommo's own clock, from the header of its start page: costs no API call and needs no token. */
export async function checkKommoClock(baseUrl: string, clock: () => Date): Promise<Check> {
  const name: Sentence = { code: 'doctor.clock_of_kommo' };
  const { headers } = await send({ method: 'GET', url: `${baseUrl}/`, timeoutMs: 5_000 });
  const date = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(date)) return ok(name, { code: 'doctor.clock_untold' });
  return checkClock(name, clock(), new Date(date));
}
