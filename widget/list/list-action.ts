import { createAsk, readOrigin } from '../api/companion.js';
import { createPlaceCalls } from '../api/place-calls.js';
import { createSend } from '../host/ajax.js';
import { notify, notifyError, readLanguage } from '../host/page.js';
import type { WidgetSdk } from '../host/sdk.js';
import type { Failure } from '../outcome.js';
import { viewFailure } from '../view/failure-view.js';
import type { Translate } from '../view/translate.js';

/** The companion takes this many at once. */
const most = 500;

/** "Recalcular puntuación" for the leads that are checked in the list; what came of it is said in Kommo's own corner. */
export async function recalculateChecked(sdk: WidgetSdk, t: Translate): Promise<void> {
  const refuse = (text: string): void => {
    notifyError({ header: t('list.failed'), text });
  };
  const leadIds = readChecked(sdk);
  if (leadIds.length === 0) {
    refuse(t('list.none'));
    return;
  }
  if (leadIds.length > most) {
    refuse(t('list.too_many', { n: leadIds.length, most }));
    return;
  }
  const origin = readOrigin(sdk.get_settings()['companion_url']);
  if (origin === null) {
    refuse(t('card.not_configured_text'));
    return;
  }
  const ask = createAsk(createSend(sdk), { origin, language: readLanguage() });
  const outcome = await createPlaceCalls(ask).recalculate(leadIds);
  if (outcome.kind === 'failed') {
    refuse(sayFailure(outcome.failure, t));
    return;
  }
  const { queued } = outcome.value;
  notify({ header: t('dp_actions.recalculate'), text: t('list.queued', { count: queued }) });
}

/** The leads that are checked, each once. */
export function readChecked(sdk: WidgetSdk): readonly number[] {
  const rows = sdk.list_selected?.().selected ?? [];
  const ids = rows.map(({ id }) => Number(id)).filter((id) => Number.isSafeInteger(id) && id > 0);
  return [...new Set(ids)];
}

function sayFailure(failure: Failure, t: Translate): string {
  const { reason, requestId } = viewFailure(failure, t);
  return requestId === null ? reason : `${reason} ${requestId}`;
}
