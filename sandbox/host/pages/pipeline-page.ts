import type { PageData } from '../boot.js';
import type { HostPipeline } from '../host-options.js';
import { html, type Html } from '../html.js';
import { textAt } from '../language-rules.js';

/** Automatic actions per stage. Adding one opens the widget's tile with its `dp` settings. */
export function pipelinePage(data: PageData): Html {
  const { words, pipelines, triggers } = data;
  return html`<div class="dp-page">
    ${pipelines.map(
      (pipeline) => html`
        <header class="page-top"><h1>${pipeline.name} · ${words.actions}</h1></header>
        <div class="dp-stages">${stages(data, pipeline)}</div>
      `,
    )}
    <p class="dp-saved">${words.savedTriggers}: <b class="js-dp-count">${triggers.length}</b></p>
    <div id="dp_tile_holder"></div>
  </div>`;
}

function stages(data: PageData, pipeline: HostPipeline): readonly Html[] {
  const { words, manifest, options, languages, switches } = data;
  const name = textAt(languages[switches.lang], manifest.widget.name);
  const add = (status: number) =>
    html`<button
      type="button"
      class="dp-add js-dp-add"
      data-status="${status}"
      data-pipeline="${pipeline.id}"
    >
      <img
        src="/widgets/${options.widgetCode}/images/logo_dp.png"
        alt=""
        width="87"
        height="54"
      /><span>${words.addAction}: ${name}</span>
    </button>`;
  return pipeline.statuses.map(
    (status) =>
      html`<section class="dp-stage" data-status="${status.id}">
        <h2 style="border-color:${status.color}">${status.name}</h2>
        ${manifest.dp === undefined ? null : add(status.id)}
      </section>`,
  );
}
