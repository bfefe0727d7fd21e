import { showAdmin } from './show-admin.js';
import { readWidgetCode } from '../host/files.js';
import { createLifetime } from '../host/lifetime.js';
import { appendRoot, whenPlaced } from '../host/place.js';
import type { WidgetSdk } from '../host/sdk.js';
import { loadStylesheet } from '../host/stylesheet.js';
import type { Translate } from '../view/translate.js';
import type { Place } from '../other-places.js';

/** The widget's own page in Settings. */
export function showAdvancedPlace(sdk: WidgetSdk, t: Translate): Place {
  const lifetime = createLifetime();
  loadStylesheet(sdk, 'admin');
  whenPlaced(
    lifetime,
    () => findWorkArea(readWidgetCode(sdk)),
    (area) => {
      showAdmin(appendRoot(area, lifetime), { sdk, t, lifetime });
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
