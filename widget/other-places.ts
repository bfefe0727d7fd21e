import { loadModule } from './host/files.js';
import { notifyError } from './host/page.js';
import type { WidgetSdk } from './host/sdk.js';
import { loadStylesheet } from './host/stylesheet.js';
import type { Translate } from './view/translate.js';

export interface Face {
  readonly close: () => void;
}

/** What admin.js hands out: every face but the card, which must stay small. */
export interface OtherFaces {
  readonly settings: (sdk: WidgetSdk, modal: HTMLElement, t: Translate) => Face;
  readonly advanced: (sdk: WidgetSdk, t: Translate) => Face;
  readonly pipeline: (sdk: WidgetSdk, t: Translate) => Face;
  readonly salesbot: (sdk: WidgetSdk, place: Element, t: Translate) => Face;
  readonly recalculate: (sdk: WidgetSdk, t: Translate) => Promise<void>;
}

export interface FaceOpener {
  /** Fetches admin.js when it is first needed, and shows a face in place of the one before. */
  readonly open: (show: (faces: OtherFaces) => Face) => boolean;
  readonly run: (work: (faces: OtherFaces) => void) => boolean;
  readonly close: () => void;
}

export function createFaceOpener(sdk: WidgetSdk, t: () => Translate): FaceOpener {
  let shown: Face | null = null;
  let turn = 0;
  const close = (): void => {
    turn += 1;
    shown?.close();
    shown = null;
  };
  const run = (work: (faces: OtherFaces) => void): boolean => {
    void loadModule(sdk, 'admin.js').then((module) => {
      if (isOtherFaces(module)) work(module);
      else notifyError({ header: t()('widget.name'), text: t()('admin.load_failed') });
    });
    return true;
  };
  return {
    run,
    close,
    open(show) {
      close();
      loadStylesheet(sdk);
      const mine = turn;
      return run((faces) => {
        // Kommo may have left the place while the file was on its way.
        if (mine === turn) shown = show(faces);
      });
    },
  };
}

function isOtherFaces(module: unknown): module is OtherFaces {
  return typeof module === 'object' && module !== null && 'advanced' in module;
}
