import { historyLabels, noteLabels } from '../../../../../domain/blueprint/odoo-notes.js';
import type { HistoryEntry } from '../odoo.js';
import { escapeHtml } from '../../../../../domain/escape-html.js';
import { withBreaks } from '../records/values.js';

/** A list that a person can read; every word in it is somebody else's, so every word is escaped. */
export function historyNote(
  entries: readonly HistoryEntry[],
  from: number,
  timeZone: string,
): string {
  const clock = new Intl.DateTimeFormat('es-DO', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const items = entries.map((entry) => item(entry, clock)).join('');
  const part = `${noteLabels.from} ${from + 1} ${noteLabels.to} ${from + entries.length}`;
  const title = `${noteLabels.history} (${part})`;
  return `<p><b>${escapeHtml(title)}</b></p><ul>${items}</ul>`;
}

function item({ at, kind, author, text }: HistoryEntry, clock: Intl.DateTimeFormat): string {
  const who = author === null ? '' : ` · ${escapeHtml(author)}`;
  const head = `${escapeHtml(clock.format(new Date(at)))} · ${historyLabels[kind]}${who}`;
  return `<li><b>${head}</b><br/>${withBreaks(escapeHtml(text))}</li>`;
}
