import { checkPublicUrl } from '../doctor/doctor-configuration.js';
import type { Tested, Values } from './question.js';
import { configOf } from './test-tools.js';
import type { TestTools } from './test-tools.js';

/** Whether Kommo would call it at all; nobody listens there yet. */
export function testAddress(values: Values, { env }: TestTools): Promise<Tested> {
  const check = checkPublicUrl(configOf(values, env));
  return Promise.resolve({ isWrong: check.state === 'failed', checks: [check], learned: {} });
}
