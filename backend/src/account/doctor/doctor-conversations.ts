import { readSetup } from '../conversations/conversation-setup.js';
import type { UnwordedSetup } from '../conversations/conversation-setup.js';
import type { SetupTools } from '../conversations/read-account.js';
import { ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';
import type { Sentence } from '../../../../wording/sentence.js';

const name: Sentence = { code: 'doctor.salesbots' };

/** Whether the account's bots and templates are the blueprint's. */
export async function checkConversations(tools: SetupTools): Promise<Check> {
  const setup = await readSetup(tools);
  const { needed, current, approved } = count(setup);
  const templates = setup.templates.length;
  if (current === needed && approved === templates) {
    return ok(name, { code: 'setup.doctor_all', params: { count: needed } });
  }
  const params = { current, needed, approved, templates };
  return warning(name, { code: 'setup.doctor_some', params }, { code: 'setup.doctor_remedy' });
}

const count = ({ bots, templates }: UnwordedSetup) => ({
  needed: bots.length,
  current: bots.filter(({ state }) => state === 'current').length,
  approved: templates.filter(({ state, isOlder }) => state === 'approved' && !isOlder).length,
});
