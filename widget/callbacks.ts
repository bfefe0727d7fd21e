import { createCompanion, readOrigin, type Companion } from './api/companion.js';
import { showCardFace, type CardFace } from './card-face.js';
import type { CardMemory } from './card-memory.js';
import { showAdvancedFace } from './faces/advanced-face.js';
import { recalculateChecked } from './faces/list-action.js';
import { showPipelineFace, type Face } from './faces/pipeline-face.js';
import { listExits, showSalesbotFace, writeBotSteps } from './faces/salesbot-face.js';
import { createSend } from './host/ajax.js';
import { readOpenCard } from './host/page.js';
import type { Callbacks, SaveEvent, WidgetSdk } from './host/sdk.js';
import { loadStylesheet } from './host/stylesheet.js';
import { showSettingsFace } from './settings-face.js';
import { createTranslate, type Translate } from './views/translate.js';

/** What Kommo calls, each in its own words. Kommo may call `render` several times and `init` only after some of them. */
export function createCallbacks(sdk: WidgetSdk, memory: CardMemory): Callbacks {
  const card = createCardCalls(sdk, memory);
  const faces = createFaces(sdk);
  return {
    ...card.calls,
    // The panel listens through its own root from the moment it is there.
    bind_actions: () => true,
    settings: ($modalBody) =>
      faces.openIn($modalBody, (place, t) => showSettingsFace(sdk, place, t)),
    onSave: checkSave,
    advancedSettings: () => faces.open((t) => showAdvancedFace(sdk, t)),
    dpSettings: () => faces.open((t) => showPipelineFace(sdk, t)),
    salesbotDesignerSettings($body) {
      faces.openIn($body, (place, t) => showSalesbotFace(sdk, place, t));
      return listExits(translateFor(sdk));
    },
    onSalesbotDesignerSave: (handler, params) => writeBotSteps(sdk, handler, params),
    leads: {
      selected() {
        void recalculateChecked(sdk, companionFor(sdk), translateFor(sdk));
        return true;
      },
    },
    destroy() {
      card.close();
      faces.close();
    },
  };
}

interface CardCalls {
  readonly calls: Pick<Callbacks, 'render' | 'init'>;
  readonly close: () => void;
}

function createCardCalls(sdk: WidgetSdk, memory: CardMemory): CardCalls {
  let card: { readonly face: CardFace; started: boolean } | null = null;
  const close = (): void => {
    card?.face.close();
    card = null;
  };
  return {
    close,
    calls: {
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
    },
  };
}

interface Faces {
  /** Opens one of the other faces in place of the one before. */
  readonly open: (show: (t: Translate) => Face) => boolean;
  readonly openIn: ($place: JQuery, show: (place: HTMLElement, t: Translate) => Face) => boolean;
  readonly close: () => void;
}

function createFaces(sdk: WidgetSdk): Faces {
  let shown: Face | null = null;
  const close = (): void => {
    shown?.close();
    shown = null;
  };
  const open = (show: (t: Translate) => Face): boolean => {
    close();
    loadStylesheet(sdk);
    shown = show(translateFor(sdk));
    return true;
  };
  return {
    close,
    open,
    openIn($place, show) {
      const place = $place.get(0);
      return place === undefined || open((t) => show(place, t));
    },
  };
}

function openFace(sdk: WidgetSdk, leadId: number, memory: CardMemory): CardFace {
  return showCardFace(leadId, {
    sdk,
    companion: companionFor(sdk),
    memory,
    t: translateFor(sdk),
    now: Date.now,
  });
}

function companionFor(sdk: WidgetSdk): Companion | null {
  const origin = readOrigin(sdk.get_settings()['companion_url']);
  return origin === null ? null : createCompanion(createSend(sdk), origin);
}

function translateFor(sdk: WidgetSdk): Translate {
  return createTranslate(sdk.langs);
}

/** Switching off is always allowed. */
function checkSave({ active, fields }: SaveEvent): Promise<boolean> {
  if (active === 'N' || readOrigin(fields['companion_url']) !== null) return Promise.resolve(true);
  return Promise.reject(new Error('The address of the companion is not valid.'));
}
