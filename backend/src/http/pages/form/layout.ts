import { landing } from '../../../../../domain/blueprint/landing.js';
import { escapeHtml } from '../../../../../domain/escape-html.js';

interface Page {
  readonly title: string;
  readonly body: string;
  /** Beside the body on a wide screen, below it on a narrow one. */
  readonly aside?: string;
  readonly script: boolean;
}

/** One page, one style, at most one script, all our own. */
export const layout = ({ title, body, aside = '', script }: Page): string => `<!doctype html>
<html lang="es-DO"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · ${escapeHtml(landing.firm)}</title>
<link rel="stylesheet" href="/form/assets/form.css">${script ? '<script src="/form/assets/form.js" defer></script>' : ''}</head>
<body><header><a class="brand" href="/form">${escapeHtml(landing.firm)}</a><span>${escapeHtml(landing.tagline)}</span></header>
<div class="page${aside === '' ? '' : ' wide'}"><main id="main">${body}</main>${aside}</div>
<footer><a href="/privacy">${escapeHtml(landing.words.privacyLink)}</a></footer></body></html>
`;

export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values).reduce(
    (filled, [name, value]) => filled.replaceAll(`{${name}}`, () => value),
    text,
  );
