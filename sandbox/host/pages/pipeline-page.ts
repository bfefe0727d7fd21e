import type { PageData } from '../boot.js';
import { html, type Html } from '../html.js';
import { textAt } from '../language-rules.js';

/** Automatic actions per stage. Adding one opens the widget's tile with its `dp` settings. */
export function pipelinePage(data: PageData): Html {
  const { words, pipelines, manifest, options, languages, switches, triggers } = data;
  const [pipeline] = pipelines;
  const name = textAt(languages[switches.lang], manifest.widget.name);
  const stages = (pipeline?.statuses ?? []).map(
    (status) =>
      html`<section class="dp-stage" data-status="${status.id}">
        <h2 style="border-color:${status.color}">${status.name}</h2>
        ${manifest.dp === undefined ? null : html`<button type="button" class="dp-add js-dp-add" data-status="${status.id}"><img src="/widgets/${options.widgetCode}/images/logo_dp.png" alt="" width="87" height="54" /><span>${words.addAction}: ${name}</span></button>`}
      </section>`,
  );
  return html`<div class="dp-page">
    <header class="page-top"><h1>${pipeline?.name ?? ''} · ${words.actions}</h1></header>
    <p class="dp-saved">${words.savedTriggers}: <b class="js-dp-count">${triggers.length}</b></p>
    <div class="dp-stages">${stages}</div>
    <div id="dp_tile_holder"></div>
  </div>`;
}
