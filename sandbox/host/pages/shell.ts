import type { PageData } from '../boot.js';
import { html, type Html, jsonIsland } from '../html.js';
import type { Switches } from '../switches.js';
import { toolbar } from './toolbar.js';

const menu = [
  ['leads', '/leads/list', 'M3 5h18v4H3zM3 11h12v4H3zM3 17h8v3H3z'],
  [
    'settings',
    '/settings/widgets',
    'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM17 13v3h3v2h-3v3h-2v-3h-3v-2h3v-3z',
  ],
  ['pipeline', '/settings/pipeline/leads', 'M3 4h18l-7 8v6l-4 2v-8z'],
  ['salesbot', '/settings/salesbot', 'M11 2h2v3h6v12H5V5h6zM8 9v3h2V9zm6 0v3h2V9zM8 19h8v2H8z'],
] as const;

/** The frame around every place: menu, sandbox bar, the page and what its scripts start from. */
export function shell(data: PageData, page: Html, boot: Record<string, unknown>): Html {
  const { switches, view, words, options } = data;
  const advanced = `/settings/advanced/${options.widgetCode}`;
  const items = [
    ...menu.map(([word, path, icon]) => menuItem(words[word], path, icon)),
    menuItem(
      words.advanced,
      advanced,
      'M10 2h4l1 3 3 2 3-1 2 4-2 2v2l-2 4-3-1-3 2-1 3h-4l-1-3-3-2-3 1-2-4 2-3z',
    ),
  ];
  return document(
    switches,
    html`
      ${switches.bar ? toolbar(data) : null}
      <div class="host-frame">
        <nav class="host-menu" id="nav_menu" aria-label="Kommo">
          <a class="host-menu__logo" href="/leads/list" aria-label="Kommo">K</a>
          ${items}
        </nav>
        <main id="page_holder" data-location="${view.location}">${page}</main>
      </div>
      <div id="notifications_holder" class="host-toasts" aria-live="polite"></div>
      <div id="sandbox_canary" aria-hidden="true" hidden>${canary()}</div>
      ${jsonIsland('sandbox-boot', boot)}
      <script src="/host-assets/report.js"></script>
      <script src="/host-assets/report-nodes.js"></script>
      <script src="/host-assets/report-leaks.js"></script>
      <script src="/host-assets/report-page.js"></script>
      <script src="/host-assets/vendor/require.js"></script>
      <script src="/host-assets/boot.js"></script>
    `,
  );
}

/** A whole document with the host's style and no script. */
export function document(switches: Switches, body: Html): Html {
  return html`<!doctype html>
    <html lang="${switches.lang}" data-color-scheme="${switches.theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Kommo · Sandbox</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/host-assets/host.css" />
        <link rel="stylesheet" href="/host-assets/places.css" />
        ${switches.hostile ? html`<link rel="stylesheet" href="/host-assets/hostile.css" />` : null}
      </head>
      <body class="host-width-${switches.width}">
        ${body}
      </body>
    </html>`;
}

function menuItem(label: string, path: string, icon: string): Html {
  return html`<a class="host-menu__item" href="${path}" data-path="${path}">
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="${icon}" /></svg><span>${label}</span></a
  >`;
}

/** Bare elements whose computed style must not change when a widget's style sheet arrives. */
function canary(): Html {
  const tags = ['a', 'button', 'h1', 'h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'label', 'input'];
  const more = [
    'select',
    'textarea',
    'table',
    'td',
    'th',
    'section',
    'header',
    'details',
    'summary',
    'progress',
    'dl',
    'dt',
    'dd',
    'span',
    'div',
    'form',
    'fieldset',
    'svg',
    'img',
    'strong',
    'small',
  ];
  return html`${[...tags, ...more].map((tag) => ({ markup: `<${tag}${tag === 'img' ? ' alt=""' : ''}></${tag}>` }))}`;
}
