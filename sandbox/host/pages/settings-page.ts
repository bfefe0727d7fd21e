import type { PageData } from '../boot.js';
import { html, type Html } from '../html.js';
import { textAt } from '../language-rules.js';

/** The list of integrations; a tile opens the settings modal, which the page's script builds. */
export function settingsPage(data: PageData): Html {
  const { words, options, manifest, languages, switches, install } = data;
  const { widgetCode: code } = options;
  const dictionary = languages[switches.lang];
  const isInstalled = install.status === 'installed';
  return html`<div class="settings-page" id="widgets_list">
    <header class="page-top"><h1>${words.settings}</h1></header>
    <div class="card-tabs settings-tabs">
      <span class="card-tabs__item">${words.installedTab}</span
      ><span class="card-tabs__item card-tabs__item_selected">${words.mine}</span>
    </div>
    <div class="settings-tiles">
      <button
        type="button"
        class="settings-tile js-widget-tile"
        data-code="${code}"
        data-status="${install.status}"
      >
        <img src="/widgets/${code}/images/logo_main.png" alt="" width="200" height="136" />
        <span class="settings-tile__name">${textAt(dictionary, manifest.widget.name)}</span>
        <span class="settings-tile__text"
          >${textAt(dictionary, manifest.widget.short_description)}</span
        >
        <span class="settings-tile__status ${isInstalled ? 'settings-tile__status_on' : ''}"
          >${isInstalled ? words.installed : words.notInstalled}</span
        >
      </button>
    </div>
  </div>`;
}
