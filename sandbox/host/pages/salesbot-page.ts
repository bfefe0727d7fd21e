import type { PageData } from '../boot.js';
import { html, type Html } from '../html.js';
import { textAt } from '../language-rules.js';

/** The bot designer: one button per handler that the manifest declares, and the steps added. */
export function salesbotPage(data: PageData): Html {
  const { words, manifest, languages, switches } = data;
  const handlers = Object.entries(manifest.salesbot_designer ?? {}).flatMap(([code, handler]) =>
    typeof handler === 'string'
      ? []
      : [
          html`<button type="button" class="button-input js-bot-add" data-handler="${code}">
            ${words.addStep}: ${textAt(languages[switches.lang], handler.name)}
          </button>`,
        ],
  );
  return html`<div class="bot-page">
    <header class="page-top">
      <h1>${words.salesbot}</h1>
      <button type="button" class="button-input button-input_blue js-bot-save">
        ${words.saveBot}
      </button>
    </header>
    <div class="bot-handlers">${handlers}</div>
    <h2 class="bot-title">${words.botSteps}</h2>
    <div class="bot-steps js-bot-steps"></div>
    <p class="bot-result js-bot-result" role="status"></p>
  </div>`;
}
