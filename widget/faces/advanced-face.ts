import { loadModule, readWidgetCode } from '../host/files.js';
import { createLifetime } from '../host/lifetime.js';
import { appendRoot, whenPlaced } from '../host/place.js';
import type { WidgetSdk } from '../host/sdk.js';
import { loadStylesheet } from '../host/stylesheet.js';
import type { Translate } from '../views/translate.js';
import type { Face } from './pipeline-face.js';

/** What admin.js hands out. */
export type ShowAdmin = (root: HTMLElement, sdk: WidgetSdk) => Face;

/** Opens the page for administrators, whose script is fetched only now: the card does not carry it. */
export function showAdvancedFace(sdk: WidgetSdk, t: Translate): Face {
  const lifetime = createLifetime();
  whenPlaced(
    lifetime,
    () => findWorkArea(readWidgetCode(sdk)),
    (area) => {
      const root = appendRoot(area, lifetime);
      root.textContent = t('admin.loading');
      root.setAttribute('aria-busy', 'true');
      loadStylesheet(sdk, 'admin');
      void loadModule(sdk, 'admin.js').then((module) => {
        if (lifetime.ended()) return;
        root.removeAttribute('aria-busy');
        root.textContent = '';
        if (isShowAdmin(module)) lifetime.onEnd(module(root, sdk).close);
        else root.textContent = t('admin.load_failed');
      });
    },
  );
  return { close: lifetime.end };
}

/** Older accounts name the place differently. */
function findWorkArea(code: string): Element | null {
  return (
    document.getElementById(`work-area-${code}`) ?? document.getElementById('list_page_holder')
  );
}

function isShowAdmin(module: unknown): module is ShowAdmin {
  return typeof module === 'function';
}
