import type { PageData } from '../boot.js';
import { html, type Html } from '../html.js';
import { textAt } from '../language-rules.js';

/** The widget's own page in Settings: an empty work area and its title. */
export function advancedPage(data: PageData): Html {
  const { manifest, languages, switches, options, words } = data;
  const title = textAt(languages[switches.lang], manifest.advanced?.title ?? '');
  return html`<div class="advanced-page" id="list_page_holder">
    <header class="page-top"><h1>${title === '' ? words.advanced : title}</h1></header>
    <div class="work-area" id="work-area-${options.widgetCode}"></div>
  </div>`;
}
