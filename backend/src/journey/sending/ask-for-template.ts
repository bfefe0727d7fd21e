import { followUpShare } from '../../../../domain/blueprint/operating-rules.js';
import type { Services } from '../../services.js';
import type { TemplateAsk } from '../../storage/tables.js';

/**
 * The daily limit (R5.4). Whoever wants to send a template outside an open window asks here, right before it runs the bot,
 * and sends only on null. Meta counts the unique people reached within 24 hours and does not queue what is over it, so we
 * do: the answer is otherwise when to ask again, with the same key. Keep that time in your own row (a conversation's or a
 * touch's due time), and let your tick find it; who does not ask again within an hour of it loses its place.
 *
 * A touch asks with `purpose: 'follow_up'` and a key of its own ("touch:day_7:<lead>"): new leads come before it, and it
 * never uses the part of the limit that is kept for them. A run that Kommo surely refused gives its place back with
 * `store.templateSends.giveBack(key)`. The limit says nothing about consent: ask `whyNot` first.
 */
export function askForTemplate(
  { store, config, clock }: Services,
  asked: Omit<TemplateAsk, 'most'>,
): Promise<Date | null> {
  const { peoplePerDay } = config.messages;
  const most =
    asked.purpose === 'new' ? peoplePerDay : Math.floor((peoplePerDay * followUpShare) / 100);
  return store.templateSends.ask({ ...asked, most }, clock());
}
