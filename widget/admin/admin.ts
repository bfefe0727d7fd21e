import { readOrigin } from '../api/companion.js';
import { createSend } from '../host/ajax.js';
import { createLifetime } from '../host/lifetime.js';
import { readIsAdmin } from '../host/page.js';
import type { WidgetSdk } from '../host/sdk.js';
import noticeTemplate from '../templates/notice.hbs';
import { draw } from '../views/draw.js';
import { createTranslate } from '../views/translate.js';
import { createAdminApi } from './admin-api.js';
import { runAdminFace } from './admin-face.js';

/** What script.js asks RequireJS for when the page in Settings is opened; the card never loads it. */
export default function showAdmin(
  root: HTMLElement,
  sdk: WidgetSdk,
): { readonly close: () => void } {
  const lifetime = createLifetime();
  const t = createTranslate(sdk.langs);
  const origin = readOrigin(sdk.get_settings()['companion_url']);
  root.classList.add('al-admin');
  if (readIsAdmin() === false) {
    refuse(root, t('admin.not_admin_title'), t('admin.not_admin_text'));
  } else if (origin === null) {
    refuse(root, t('admin.not_configured_title'), t('admin.not_configured_text'));
  } else {
    runAdminFace(root, {
      api: createAdminApi(createSend(sdk), origin),
      t,
      now: Date.now,
      lifetime,
    });
  }
  return { close: lifetime.end };
}

function refuse(root: HTMLElement, title: string, text: string): void {
  draw(root, noticeTemplate({ title, text, role: 'note' }));
}
