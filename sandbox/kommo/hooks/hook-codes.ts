import type { Account } from '../account/account.js';

const actions = ['add', 'update', 'delete', 'restore', 'responsible', 'note'];
const listed: ReadonlySet<string> = new Set([
  ...['lead', 'contact', 'company'].flatMap((entity) =>
    actions.map((action) => `${action}_${entity}`),
  ),
  ...['status_lead', 'add_task', 'delete_task', 'responsible_task', 'add_talk', 'add_message'],
  'add_chat_template_review',
]);

/** Used by clients though Kommo's list does not name them. */
const unlisted: ReadonlySet<string> = new Set([
  ...['update_task', 'update_talk', 'add_outgoing_message'],
  ...['add_unsorted', 'update_unsorted', 'delete_unsorted'],
]);

export function isHookCode(account: Account, code: string): boolean {
  if (listed.has(code)) return true;
  return unlisted.has(code) && !account.switches.isOn('unlisted-hook-codes-refused');
}
