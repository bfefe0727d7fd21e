import { escapeHtml } from '../../../../domain/escape-html.js';

/** A person's data as a page to be read and printed; everything in it is untrusted text. */
export function personPage(data: {
  readonly language: string;
  readonly title: string;
  readonly intro: string;
  readonly places: readonly { readonly title: string; readonly records: readonly unknown[] }[];
}): string {
  const sections = data.places.map(
    ({ title, records }) =>
      `<section><h2>${escapeHtml(title)}</h2>${records.map(recordTable).join('')}</section>`,
  );
  return `<!doctype html><html lang="${data.language}"><head><meta charset="utf-8"><title>${escapeHtml(data.title)}</title>
<style>body{font:14px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
table{border-collapse:collapse;width:100%;margin:0 0 1rem;break-inside:avoid}
th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{width:14rem;font-weight:600}</style></head><body><h1>${escapeHtml(data.title)}</h1><p>${escapeHtml(data.intro)}</p>
${sections.join('\n')}</body></html>`;
}

function recordTable(record: unknown): string {
  const rows = valuesOf(record, '').map(
    ([name, value]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

/** One row a value, by its path; what is empty is left out. */
function valuesOf(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object')
    return [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    valuesOf(inner, path === '' ? key : `${path} › ${key}`),
  );
}
