import { html } from '../host/html.js';
import type { Html } from '../host/html.js';

const style = `
:root{color-scheme:light dark;--bg:#f4f6f8;--card:#fff;--ink:#1c2733;--soft:#5d6b7a;--line:#dfe4ea;--go:#0b6bcb;--ok:#117a43;--bad:#b3261e;--wait:#8a5a00}
@media (prefers-color-scheme:dark){:root{--bg:#12181f;--card:#1b232c;--ink:#e7ecf1;--soft:#9fb0c0;--line:#2d3945;--go:#6cb3ff;--ok:#5fd29a;--bad:#ff8f86;--wait:#f0b95a}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
header{background:var(--card);border-bottom:1px solid var(--line)}header>div,main{max-width:1240px;margin:0 auto;padding:14px 20px}
header>div{display:flex;flex-wrap:wrap;gap:6px 22px;align-items:baseline}header strong{font-size:17px;margin-right:auto}
a{color:var(--go)}nav{display:flex;flex-wrap:wrap;gap:4px 18px}h1{font-size:22px;margin:14px 0 4px}h2{font-size:17px;margin:26px 0 10px}
p.note{color:var(--soft);margin:0 0 14px;max-width:75ch}
.unused{margin-top:22px;color:var(--soft)}.unused h2{display:none}.unused .board{margin-top:10px}
.board{display:flex;gap:12px;overflow-x:auto;padding-bottom:10px}.column{flex:0 0 232px}
.column h3{font-size:13px;margin:0 0 8px;padding:6px 10px;border-radius:6px;background:var(--card);border:1px solid var(--line);border-top:4px solid var(--stage);display:flex;justify-content:space-between}
.column h3 span{color:var(--soft);font-weight:400}
.lead{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 12px;margin-bottom:8px;overflow-wrap:anywhere}
.lead a{font-weight:600;text-decoration:none}.lead small{display:block;color:var(--soft)}
.lead form{display:grid;grid-template-columns:1fr auto;gap:6px;margin-top:8px}.lead form .go{grid-column:1/-1}button,select{font:inherit;font-size:13px;border-radius:6px;border:1px solid var(--line);background:var(--bg);color:var(--ink);padding:4px 10px;min-height:30px;white-space:nowrap}
button{cursor:pointer}button.go{background:var(--go);border-color:var(--go);color:var(--card);font-weight:600}select{min-width:0;width:100%}
:focus-visible{outline:2px solid var(--go);outline-offset:2px}
.empty{color:var(--soft);border:1px dashed var(--line);border-radius:8px;padding:14px}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:8px}
table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;padding:7px 12px;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;white-space:nowrap}tr:last-child td{border-bottom:0}td.num{white-space:nowrap;font-variant-numeric:tabular-nums}
@media (max-width:640px){.board{flex-direction:column}.column{flex:auto}.column:not(:has(.lead)) {display:none}}
code,pre{font:12.5px/1.45 ui-monospace,monospace}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:6px 0 0;max-height:260px;overflow:auto}
summary{cursor:pointer}.log{list-style:none;margin:0;padding:0;background:var(--card);border:1px solid var(--line);border-radius:8px}.log li{border-bottom:1px solid var(--line);padding:0 14px}.log li:last-child{border-bottom:0}.log summary,.log .line{padding:8px 0;overflow-wrap:anywhere}.log summary>*,.log .line>*{margin-right:8px}.log small{color:var(--soft)}.log pre{margin:0 0 10px;padding:8px 10px;background:var(--bg);border-radius:6px}.log span{font-weight:600}.log .note{margin:0 0 6px}
.filter{display:flex;flex-wrap:wrap;gap:10px 16px;align-items:center}.filter input[type=search]{font:inherit;font-size:14px;padding:4px 10px;min-height:30px;border-radius:6px;border:1px solid var(--line);background:var(--card);color:var(--ink);max-width:100%}
.first{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:4px 18px 18px;margin:8px 0 20px}.first h2{margin-top:14px}.first p{margin:0}.first pre{padding:12px 14px;background:var(--bg);border-radius:8px;max-height:none;user-select:all}
.import{display:grid;gap:12px;max-width:760px;padding:14px 18px;border:1px solid var(--line);border-radius:8px;background:var(--card)}.import label{display:grid;gap:4px}.import textarea{font:12.5px/1.45 ui-monospace,monospace;padding:8px 10px;border:1px solid var(--line);border-radius:6px;background:var(--bg);color:var(--ink);width:100%}.import input:not([type=checkbox]):not([type=file]){font:inherit;padding:4px 10px;min-height:34px;border:1px solid var(--line);border-radius:6px;background:var(--bg);color:var(--ink)}.import .tick{display:flex;gap:8px}.filter input[type=number]{font:inherit;width:70px;min-height:30px;border:1px solid var(--line);border-radius:6px;background:var(--bg);color:var(--ink)}.import .go{justify-self:start}.alert+.import{margin-top:14px}.alert ul{margin:6px 0 0;padding-left:20px}
.filter label{display:flex;gap:6px;align-items:center}.filter select{width:auto;max-width:320px}.filter+.filter{margin-top:10px}.switches label{display:flex;gap:10px;padding:5px 0;max-width:90ch}.switches button{margin-top:10px}
.ok{color:var(--ok)}.bad{color:var(--bad)}.wait{color:var(--wait)}
.alert{border-left:4px solid var(--bad);background:var(--card);padding:10px 14px;border-radius:6px}
.consent{max-width:460px;margin:8vh auto;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:24px}
.consent div{display:flex;gap:10px;margin-top:18px}.button{display:inline-block;padding:8px 16px;border-radius:6px;border:1px solid var(--line);text-decoration:none;color:var(--ink)}
.button.go{background:var(--go);border-color:var(--go);color:var(--card);font-weight:600}`;

export function page(title: string, content: Html, odooUrl: string | null): string {
  return (
    '<!doctype html>' +
    html`<html lang="es">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Kommo de prueba</title>
        <link rel="icon" href="data:," />
        ${{ markup: `<style>${style}</style>` }}
      </head>
      <body>
        <header>
          <div>
            <strong>Kommo de prueba</strong>
            <nav aria-label="Páginas">
              <a href="/">Leads</a>
              <a href="/sandbox/contacts">Contactos</a>
              <a href="/phone">Teléfonos</a>
              <a href="/sandbox/salesbots">Salesbots</a>
              <a href="/meta">Meta</a>
              <a href="/sandbox/received">Recibido y enviado</a>
              <a href="/settings/widgets">Integraciones</a>
              <a href="/settings/advanced/account_leads">Administración</a>
              ${odooUrl === null ? null : html`<a href="${odooUrl}">Odoo</a>`}
            </nav>
          </div>
        </header>
        <main>${content}</main>
      </body>
    </html>`.markup
  );
}
