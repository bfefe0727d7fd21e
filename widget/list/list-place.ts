import { createAsk, readOrigin } from '../api/companion.js';
import { createSend } from '../host/ajax.js';
import { createLifetime, type Lifetime } from '../host/lifetime.js';
import { openModal } from '../host/modal.js';
import { notifyError, readLanguage } from '../host/page.js';
import { appendRoot } from '../host/place.js';
import type { WidgetSdk } from '../host/sdk.js';
import type { Place } from '../other-places.js';
import listTemplate from '../templates/list/list.hbs';
import { bindActions } from '../view/actions.js';
import { draw } from '../view/draw.js';
import type { Translate } from '../view/translate.js';
import { readChecked, recalculateChecked } from './list-action.js';

/** What the widget does in the list of leads: "A quién llamo primero", and the scores of those that are checked. */
export function showListPlace(sdk: WidgetSdk, t: Translate): Place {
  const lifetime = createLifetime();
  openModal(lifetime, {
    onReady: (body) => {
      fill(body, { sdk, t, lifetime });
    },
    onFailed: () => {
      notifyError({ header: t('widget.name'), text: t('admin.load_failed') });
    },
  });
  // Kommo may show another page without destroying the widget.
  lifetime.listenInHost('page:changed', lifetime.end);
  return { close: lifetime.end };
}

interface Filling {
  readonly sdk: WidgetSdk;
  readonly t: Translate;
  readonly lifetime: Lifetime;
}

function fill(body: HTMLElement, tools: Filling): void {
  const { sdk, t, lifetime } = tools;
  const head = appendRoot(body, lifetime);
  const calls = appendRoot(body, lifetime);
  const foot = appendRoot(body, lifetime);
  let busy = false;
  const show = (): void => {
    const count = readChecked(sdk).length;
    draw(head, listTemplate({ title: t('calls.title'), close: t('list.close') }));
    draw(foot, listTemplate({ recalculate: t('list.recalculate', { count }), busy }));
  };
  const recalculate = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    show();
    await recalculateChecked(sdk, t);
    busy = false;
    if (!lifetime.ended()) show();
  };
  const acts = new Map<string, () => void>([
    ['close', lifetime.end],
    ['recalculate', () => void recalculate()],
  ]);
  for (const root of [head, foot]) bindActions(root, lifetime, (action) => acts.get(action)?.());
  show();
  void showCallsIn(calls, tools);
}

/** The list's own file, the same as beside the card. */
async function showCallsIn(root: HTMLElement, { sdk, t, lifetime }: Filling): Promise<void> {
  const origin = readOrigin(sdk.get_settings()['companion_url']);
  if (origin === null) {
    notifyError({ header: t('calls.title'), text: t('card.not_configured_text') });
    return;
  }
  const ask = createAsk(createSend(sdk), { origin, language: readLanguage() });
  try {
    const { showCalls } = await import(/* webpackChunkName: "calls" */ '../calls/calls-place.js');
    if (lifetime.ended()) return;
    showCalls(root, { ask, t, lifetime, now: Date.now, here: null }).open();
  } catch {
    notifyError({ header: t('calls.title'), text: t('admin.load_failed') });
  }
}
