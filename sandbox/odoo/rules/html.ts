/** Odoo's html_sanitize for what a hand-over sends: known tags stay, scripts and handlers go. */
export function sanitizeHtml(html: string): string {
  const withoutBlocks = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(
      /<(script|style|iframe|object|embed|title|head|svg|math)\b[\s\S]*?(<\/\1\s*>|$)/gi,
      '',
    );
  return withoutBlocks.replace(/<(?:[^<>"']|"[^"]*"|'[^']*')*>?/g, cleanTag);
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

const keptTags = new Set(
  (
    'a b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strong sub sup ' +
    'table tbody td tfoot th thead tr u ul'
  ).split(' '),
);
const keptAttributes = new Set(
  'class style href src alt title colspan rowspan width height target rel'.split(' '),
);

function cleanTag(tag: string): string {
  const match = /^<(\/?)([a-z][a-z0-9]*)\b([\s\S]*?)\/?>$/i.exec(tag);
  if (!match) return escapeHtml(tag);

  const [, slash = '', written = '', attributes = ''] = match;
  const name = written.toLowerCase();
  if (!keptTags.has(name)) return '';
  return slash ? `</${name}>` : `<${name}${cleanAttributes(attributes)}>`;
}

function cleanAttributes(attributes: string): string {
  const kept: string[] = [];
  for (const match of attributes.matchAll(
    /([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi,
  )) {
    const name = (match[1] ?? '').toLowerCase();
    const text = match[2] ?? match[3] ?? match[4] ?? '';
    if (keptAttributes.has(name) && isHarmless(name, text)) {
      kept.push(` ${name}="${text.replaceAll('"', '&#34;').replaceAll('<', '&lt;')}"`);
    }
  }
  return kept.join('');
}

function isHarmless(name: string, text: string): boolean {
  if (name === 'style') return !/expression|url\s*\(|javascript/i.test(text);
  if (name !== 'href' && name !== 'src') return true;
  // Entities and white space inside a scheme are read away by browsers.
  return (
    /^(https?:|mailto:|tel:|\/|#)/i.test(text.trim()) &&
    !/&(#|colon|tab|newline)/i.test(text.slice(0, 12))
  );
}
