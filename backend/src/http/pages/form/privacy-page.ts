import { landing } from '../../../../../domain/blueprint/landing.js';
import { escapeHtml } from '../../../../../domain/escape-html.js';
import { withFirm } from './firm-texts.js';
import type { Firm } from './firm-texts.js';
import { layout } from './layout.js';
import { withdrawLine } from './withdraw-page.js';

/** Who processes a visitor's data, what for, who else sees it, and the rights (Ley 172-13). */
export function privacyPage(firm: Firm, withdraw: string | null): string {
  const { title, sections } = landing.privacy;
  const body = sections.map(
    ({ title: heading, lines }) =>
      `<h2>${escapeHtml(heading)}</h2>${lines.map((line) => `<p>${escapeHtml(withFirm(line, firm))}</p>`).join('')}`,
  );
  return layout({
    title,
    body: `<h1>${escapeHtml(title)}</h1>${body.join('\n')}${withdrawLine(withdraw)}<p class="more"><a href="/form">${landing.words.backToForm}</a></p>`,
    script: false,
  });
}
