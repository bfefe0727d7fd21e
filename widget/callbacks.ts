import { createAsk, createCompanion, readOrigin, type Companion } from './api/companion.js';
import { showCardPlace, type CardPlace } from './card/card-place.js';
import type { CardMemory } from './card/card-memory.js';
import { createFaceOpener } from './other-places.js';
import { listExits, writeBotSteps } from './salesbot/salesbot-steps.js';
import { createSend } from './host/ajax.js';
import { readLanguage, readOpenCard } from './host/page.js';
import type { Callbacks, SaveEvent, WidgetSdk } from './host/sdk.js';
import { loadStylesheet } from './host/stylesheet.js';
import { createTranslate, type Translate } from './view/translate.js';

/** What Kommo calls, each in its own words. Kommo may call `render` several times and `init` only after some of them. */
export function createCallbacks(sdk: WidgetSdk, memory: CardMemory): Callbacks {
  const card = createCardCalls(sdk, memory);
  const t = (): Translate => translateFor(sdk);
  const others = createFaceOpener(sdk, t);
  return {
    ...card.calls,
    // The panel listens through its own root from the moment it is there.
    bind_actions: () => true,
    settings($modalBody) {
      const modal = $modalBody.get(0);
      return modal === undefined || others.open((places) => places.settings(sdk, modal, t()));
    },
    onSave: checkSave,
    advancedSettings: () => others.open((places) => places.advanced(sdk, t())),
    dpSettings: () => others.open((places) => places.pipeline(sdk, t())),
    salesbotDesignerSettings($body) {
      const place = $body.get(0);
      if (place !== undefined) others.open((places) => places.salesbot(sdk, place, t()));
      return listExits(t());
    },
    onSalesbotDesignerSave: (handler, params) => writeBotSteps(sdk, handler, params),
    leads: { selected: () => others.open((places) => places.list(sdk, t())) },
    destroy() {
      card.close();
      others.close();
    },
  };
}

interface CardCalls {
  readonly calls: Pick<Callbacks, 'render' | 'init'>;
  readonly close: () => void;
}

function createCardCalls(sdk: WidgetSdk, memory: CardMemory): CardCalls {
  let card: { readonly place: CardPlace; started: boolean } | null = null;
  const close = (): void => {
    card?.place.close();
    card = null;
  };
  return {
    close,
    calls: {
      render() {
        const open = readOpenCard();
        if (open === null) return true;
        if (card?.place.leadId === open.leadId && card.place.isShown()) return true;
        const again = card?.place.leadId === open.leadId && card.started;
        close();
        loadStylesheet(sdk);
        card = { place: openPlace(sdk, open.leadId, memory), started: again };
        if (again) card.place.start();
        return true;
      },
      init() {
        if (card !== null) {
          card.started = true;
          card.place.start();
        }
        return true;
      },
    },
  };
}

function openPlace(sdk: WidgetSdk, leadId: number, memory: CardMemory): CardPlace {
  return showCardPlace(leadId, {
    sdk,
    companion: companionFor(sdk),
    memory,
    t: translateFor(sdk),
    now: Date.now,
  });
}

function companionFor(sdk: WidgetSdk): Companion | null {
  const origin = readOrigin(sdk.get_settings()['companion_url']);
  return origin === null
    ? null
    : createCompanion(createAsk(createSend(sdk), { origin, language: readLanguage() }));
}

function translateFor(sdk: WidgetSdk): Translate {
  return createTranslate(sdk.langs, readLanguage());
}

/** Switching off is always allowed. */
function checkSave({ active, fields }: SaveEvent): Promise<boolean> {
  if (active === 'N' || readOrigin(fields['companion_url']) !== null) return Promise.resolve(true);
  return Promise.reject(new Error('The address of the companion is not valid.'));
}
