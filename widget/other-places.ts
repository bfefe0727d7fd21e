import { notifyError } from './host/page.js';
import type { WidgetSdk } from './host/sdk.js';
import { loadStylesheet } from './host/stylesheet.js';
import type { Translate } from './view/translate.js';

export interface Place {
  readonly close: () => void;
}

/** What admin.js hands out: every place but the card, which must stay small. */
export interface OtherPlaces {
  readonly settings: (sdk: WidgetSdk, modal: HTMLElement, t: Translate) => Place;
  readonly advanced: (sdk: WidgetSdk, t: Translate) => Place;
  readonly pipeline: (sdk: WidgetSdk, t: Translate) => Place;
  readonly salesbot: (sdk: WidgetSdk, place: Element, t: Translate) => Place;
  readonly list: (sdk: WidgetSdk, t: Translate) => Place;
}

export interface FaceOpener {
  /** Fetches admin.js when it is first needed, and shows a place in place of the one before. */
  readonly open: (show: (places: OtherPlaces) => Place) => boolean;
  readonly close: () => void;
}

export function createFaceOpener(sdk: WidgetSdk, t: () => Translate): FaceOpener {
  let shown: Place | null = null;
  let turn = 0;
  const close = (): void => {
    turn += 1;
    shown?.close();
    shown = null;
  };
  return {
    close,
    open(show) {
      close();
      loadStylesheet(sdk);
      const mine = turn;
      import(/* webpackChunkName: "admin" */ './admin/admin.js').then(
        ({ places }) => {
          // Kommo may have left the place while the file was on its way.
          if (mine === turn) shown = show(places);
        },
        () => {
          notifyError({ header: t()('widget.name'), text: t()('admin.load_failed') });
        },
      );
      return true;
    },
  };
}
