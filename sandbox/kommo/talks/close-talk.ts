import type { Account } from '../account/account.js';
import type { Talk } from '../account/talk-records.js';

export function closeTalk(account: Account, before: Talk, userId: number): void {
  const after = { ...before, is_in_work: false, updated_at: account.clock.seconds() };
  account.state.talks.set(after.talk_id, after);
  account.changed({ kind: 'talk', before, after, userId });
}
