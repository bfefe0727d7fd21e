import { html, trusted } from './html.js';
import type { Markup } from './html.js';

const style = `
:root { color-scheme: light dark; --line: #dfe1e6; --soft: #f6f6f9; --card: #fff; --text: #1f2330; --faint: #676d7e; --accent: #714b67; --good: #19704a; --goodSoft: #e2f4ea; }
@media (prefers-color-scheme: dark) { :root { --line: #353a48; --soft: #171a22; --card: #20242e; --text: #e8eaf1; --faint: #a0a7b8; --accent: #d3a6c6; --good: #86dcb0; --goodSoft: #1b3a2c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--soft); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header { background: var(--card); border-bottom: 1px solid var(--line); padding: 14px 24px; display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; }
header h1 { font-size: 18px; margin: 0; } header p { margin: 0; color: var(--faint); } header nav { margin-left: auto; display: flex; gap: 16px; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 16px 56px; }
a { color: var(--accent); } a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
nav.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin-bottom: 28px; }
nav.counts a { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; text-decoration: none; color: var(--text); }
nav.counts strong { display: block; font-size: 26px; line-height: 1.2; color: var(--accent); font-variant-numeric: tabular-nums; }
section { margin-bottom: 32px; } h2 { font-size: 16px; margin: 0 0 10px; }
.box { background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 9px 16px; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
.box > table > tbody:first-child > tr:first-child > * , thead th { border-top: 0; } thead th { color: var(--faint); font-weight: 500; font-size: 13px; white-space: nowrap; }
tbody th { font-weight: 500; color: var(--faint); width: 220px; }
td.code { white-space: nowrap; } td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } th.number { text-align: right; }
.empty { padding: 18px 16px; margin: 0; color: var(--faint); }
.mark { background: var(--goodSoft); color: var(--good); border-radius: 999px; padding: 1px 10px; font-size: 13px; white-space: nowrap; }
.plain { background: var(--soft); color: var(--faint); border-radius: 999px; padding: 1px 10px; font-size: 13px; white-space: nowrap; }
ul.tasks { margin: 4px 0 0; padding-left: 18px; color: var(--faint); font-size: 14px; }
article { padding: 12px 16px; border-top: 1px solid var(--line); } article:first-child { border-top: 0; }
article > p.meta { margin: 0 0 4px; color: var(--faint); font-size: 13px; } .note { overflow-wrap: anywhere; } .note p { margin: 0 0 6px; } .note ul { margin: 0; padding-left: 18px; } .note img { display: none; }
`;

export interface Page {
  readonly title: string;
  readonly subtitle: string;
  readonly content: Markup;
  /** Where the other stand-in is; null hides the link. */
  readonly kommoUrl: string | null;
  /** One script of ours, allowed by this nonce. */
  readonly script?: { readonly nonce: string; readonly source: string };
}

export function renderPage({ title, subtitle, content, kommoUrl, script }: Page): string {
  const page = html`<!doctype html>
    <html lang="es">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Odoo de prueba</title>
        <style>
          ${trusted(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p>${subtitle}</p>
          <nav aria-label="Páginas">
            <a href="/">Registros</a>
            ${kommoUrl === null ? '' : html`<a href="${kommoUrl}/">Kommo de prueba</a>`}
          </nav>
        </header>
        <main>${content}</main>
        ${script ? trusted(`<script nonce="${script.nonce}">${script.source}</script>`) : ''}
      </body>
    </html>`;
  return page.markup;
}
