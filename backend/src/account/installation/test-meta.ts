import { identifyPage } from '../../adapters/meta/graph/identify-page.js';
import { createMeta } from '../../adapters/meta/meta.js';
import { failureOf, ok } from '../doctor/doctor-check.js';
import { checkMeta } from '../doctor/doctor-meta.js';
import type { Tested, Values } from './question.js';
import { configOf } from './test-tools.js';
import type { TestTools } from './test-tools.js';

/** The token names its page. A page that tells our app of nothing yet is for later: the companion must run first. */
export async function testMeta(values: Values, { env, clock }: TestTools): Promise<Tested> {
  const name = { code: 'meta.connection' } as const;
  try {
    const { meta } = configOf(values, env);
    const id = await identifyPage(meta);
    const found = ok(name, { code: 'installation.meta_page', params: { id } });
    await createMeta({ ...meta, pageId: id })?.readPage();
    const config = configOf(
      { META_VERIFY_TOKEN: 'drawn-in-the-end-0', ...values, META_PAGE_ID: id },
      env,
    );
    const checks = await checkMeta({ config, clock, kept: null });
    return { isWrong: false, checks: [found, ...checks], learned: { META_PAGE_ID: id } };
  } catch (error) {
    const check = { ...failureOf(name, error), remedy: { code: 'meta.check_remedy' } as const };
    return { isWrong: true, checks: [check], learned: {} };
  }
}
