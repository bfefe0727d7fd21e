import { createCompanion, readOrigin } from './api/companion.js';
import { showCardFace, type CardFace } from './card-face.js';
import type { CardMemory } from './card-memory.js';
import { createSend } from './host/ajax.js';
import { readOpenCard } from './host/page.js';
import type { Callbacks, WidgetSdk } from './host/sdk.js';
import { loadStylesheet } from './host/stylesheet.js';
import { showSettingsFace, type SettingsFace } from './settings-face.js';
import { createTranslate, type Translate } from './views/translate.js';

/** What Kommo calls, each in its own words. Kommo may call `render` several times and `init` only after some of them. */
export function createCallbacks(sdk: WidgetSdk, memory: CardMemory): Callbacks {
  let card: { readonly face: CardFace; started: boolean } | null = null;
  let settings: SettingsFace | null = null;

  const close = (): void => {
    card?.face.close();
    card = null;
  };

  return {
    render() {
      const open = readOpenCard();
      if (open === null) return true;
      if (card?.face.leadId === open.leadId && card.face.isShown()) return true;
      const again = card?.face.leadId === open.leadId && card.started;
      close();
      loadStylesheet(sdk);
      card = { face: openFace(sdk, open.leadId, memory), started: again };
      if (again) card.face.start();
      return true;
    },
    init() {
      if (card !== null) {
        card.started = true;
        card.face.start();
      }
      return true;
    },
    // The panel listens through its own root from the moment it is there.
    bind_actions: () => true,
    settings($modalBody) {
      settings?.close();
      loadStylesheet(sdk);
      const modal = $modalBody.get(0);
      if (modal !== undefined) settings = showSettingsFace(sdk, modal, translateFor(sdk));
      return true;
    },
    onSave({ active, fields }) {
      return active === 'N' || readOrigin(fields['companion_url']) !== null;
    },
    destroy() {
      close();
      settings?.close();
      settings = null;
    },
  };
}

function openFace(sdk: WidgetSdk, leadId: number, memory: CardMemory): CardFace {
  const origin = readOrigin(sdk.get_settings()['companion_url']);
  return showCardFace(leadId, {
    sdk,
    companion: origin === null ? null : createCompanion(createSend(sdk), origin),
    memory,
    t: translateFor(sdk),
    now: Date.now,
  });
}

function translateFor(sdk: WidgetSdk): Translate {
  return createTranslate(sdk.langs);
}
