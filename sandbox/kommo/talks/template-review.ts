import type { Account } from '../account/account.js';
import type { Template } from '../account/talk-records.js';
import { namesIn } from '../bots/format/placeholders.js';

const reviewMs = 60_000;

/** WhatsApp looks at it for a minute of the sandbox's clock, unless a switch holds or refuses it. */
export function submitForReview(account: Account, template: Template): Template {
  const submitted = setReview(account, template, 'review', '');
  if (!account.switches.isOn('template-reviews-wait'))
    account.clock.schedule(reviewMs, () => {
      const current = account.state.templates.get(template.id);
      if (current?.review.status === 'review') decide(account, current);
    });
  return submitted;
}

function decide(account: Account, template: Template): void {
  const reason = rejectionOf(account, template);
  setReview(account, template, reason === '' ? 'approved' : 'rejected', reason);
}

function rejectionOf({ switches }: Account, template: Template): string {
  if (switches.isOn('template-reviews-refuse')) return 'INVALID_FORMAT';
  const { content, waba_examples: examples } = template;
  const bare = namesIn(content).find((name) => !Object.hasOwn(examples, `{{${name}}}`));
  if (bare !== undefined) return `Falta el ejemplo de {{${bare}}}`;
  return template.waba_category === '' || template.waba_language === ''
    ? 'Falta la categoría o el idioma'
    : '';
}

export function setReview(
  account: Account,
  before: Template,
  status: Template['review']['status'],
  reject_reason: string,
): Template {
  const after = { ...before, review: { ...before.review, status, reject_reason } };
  account.state.templates.set(after.id, after);
  return after;
}
