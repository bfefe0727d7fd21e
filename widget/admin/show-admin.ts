import { readOrigin } from '../api/companion.js';
import { createSend } from '../host/ajax.js';
import type { Lifetime } from '../host/lifetime.js';
import { readIsAdmin, readLanguage } from '../host/page.js';
import type { WidgetSdk } from '../host/sdk.js';
import noticeTemplate from '../templates/notice.hbs';
import { draw } from '../view/draw.js';
import type { Translate } from '../view/translate.js';
import { createAdminApi } from './admin-api.js';
import { runAdminFace } from './admin-place.js';

interface Tools {
  readonly sdk: WidgetSdk;
  readonly t: Translate;
  readonly lifetime: Lifetime;
}

/** Runs the page, or says why it cannot. */
export function showAdmin(root: HTMLElement, { sdk, t, lifetime }: Tools): void {
  const origin = readOrigin(sdk.get_settings()['companion_url']);
  root.classList.add('al-admin');
  if (readIsAdmin() === false) {
    refuse(root, t('admin.not_admin_title'), t('admin.not_admin_text'));
  } else if (origin === null) {
    refuse(root, t('admin.not_configured_title'), t('admin.not_configured_text'));
  } else {
    const api = createAdminApi(createSend(sdk), { origin, language: readLanguage() });
    runAdminFace(root, { api, t, now: Date.now, lifetime });
  }
}

function refuse(root: HTMLElement, title: string, text: string): void {
  draw(root, noticeTemplate({ title, text, role: 'note' }));
}
