import loadedTemplate from '../../templates/admin/loaded.hbs';
import intentTemplate from '../../templates/admin/intent.hbs';
import resultTemplate from '../../templates/admin/result.hbs';
import skeletonTemplate from '../../templates/admin/skeleton.hbs';
import noticeTemplate from '../../templates/notice.hbs';
import { viewFailure } from '../../view/failure-view.js';
import { sayAge, type Setting } from '../../view/times.js';
import type { Translate } from '../../view/translate.js';
import type { AdminState } from '../admin-state.js';
import type { Loaded } from '../known.js';

/** Skeleton, failure, or the value with a banner above it when it may be old. */
export function viewLoaded<T>(
  loaded: Loaded<T>,
  setting: Setting,
  view: (value: T) => string,
): string {
  const { t } = setting;
  const { value, failure, asking, at } = loaded;
  const action = { label: t(asking ? 'admin.refreshing' : 'admin.retry'), busy: asking };
  if (value === null) {
    if (failure === null) return skeletonTemplate({ label: t('admin.loading') });
    const { reason, requestId } = viewFailure(failure, t);
    const title = t('admin.failed_title');
    return noticeTemplate({ title, text: reason, requestId, role: 'alert', action });
  }
  const age = sayAge(at, setting);
  const stale =
    failure === null
      ? null
      : { age: t('admin.stale', { age }), ...viewFailure(failure, t), action };
  return loadedTemplate({ stale }) + view(value);
}

/** What there is to confirm, as a group that takes the focus. */
export function viewIntent(intent: {
  readonly title: string;
  readonly lines?: readonly { readonly text: string; readonly changes: readonly string[] }[];
  readonly reason?: { readonly label: string; readonly hint: string; readonly invalid: boolean };
  readonly yes: string;
  readonly no: string;
  readonly busy: boolean;
}): string {
  return intentTemplate({ ...intent });
}

/** How the last action ended; `said` is what it brought where it went well. */
export function viewResult(
  { result }: Pick<AdminState, 'result'>,
  t: Translate,
  said: string | null,
): string {
  if (result?.kind === 'failed') {
    return resultTemplate({
      bad: true,
      title: t('admin.act_failed'),
      ...viewFailure(result.failure, t),
    });
  }
  return said === null ? '' : resultTemplate({ good: true, reason: said });
}

export function viewEmpty(title: string, text: string): string {
  return noticeTemplate({ title, text, role: 'note' });
}
