import { escapeHtml } from '../rules/html.js';

/** Markup that is safe to put in a page as it is. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | readonly Markup[];

/** Everything put in is escaped unless it is markup already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const markup = strings.reduce((text, string, index) => {
    const part = parts[index - 1];
    return text + (part === undefined ? '' : render(part)) + string;
  });
  return { markup };
}

/** For text that was sanitised when it was stored. */
export const trusted = (markup: string): Markup => ({ markup });

function render(part: Part): string {
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}
