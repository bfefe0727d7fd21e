import type { Contribution, Score } from '../../../../../contract/score.js';
import type { HandOver } from '../odoo.js';
import { escapeHtml } from '../../../../../domain/escape-html.js';
import { withBreaks } from '../records/values.js';
import {
  factorLabels,
  noteLabels,
  scoreLabels,
} from '../../../../../domain/blueprint/odoo-notes.js';

/** The whole lead as a person in Odoo reads it: both scores line by line, every answer, where it came from. */
export function opportunityNote(handOver: HandOver): string {
  const { person } = handOver;
  return [
    `<p><b>${noteLabels.lead}:</b> ${shown(handOver.leadName)} · Kommo ${handOver.kommoLeadId}</p>`,
    list(noteLabels.customer, [
      [noteLabels.person, person.fullName],
      [noteLabels.company, person.companyName],
      [noteLabels.email, person.email],
      [noteLabels.phone, person.phone],
      [noteLabels.landline, person.landline],
      [noteLabels.taxId, handOver.taxId],
    ]),
    list(noteLabels.sale, [
      [noteLabels.services, handOver.services.map(({ label }) => label).join(', ')],
      [noteLabels.amount, `${handOver.amount} ${handOver.currency}`],
      [noteLabels.source, handOver.source],
      [noteLabels.link, handOver.kommoUrl],
    ]),
    ...handOver.scores.map(scoreTable),
    list(
      noteLabels.answers,
      handOver.answers.map(({ label, shown: answer }) => [label, answer]),
    ),
    list(noteLabels.attribution, Object.entries(handOver.attribution)),
  ].join('');
}

function scoreTable(score: Score): string {
  const rows = score.contributions.map(scoreRow).join('');
  const title = `${scoreLabels[score.model]}: ${score.total}/100 (${score.leadClass})`;
  return `<p><b>${shown(title)}</b></p><table><tbody>${rows}</tbody></table>`;
}

const scoreRow = ({ factor, answer, points, most }: Contribution): string =>
  `<tr><td>${shown(factorLabels[factor])}</td><td>${shown(answer ?? noteLabels.unknown)}</td><td>${points}/${most}</td></tr>`;

function list(
  title: string,
  rows: readonly (readonly [string, string | null | undefined])[],
): string {
  const items = rows
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([label, value]) => `<li><b>${shown(label)}:</b> ${shown(value ?? '')}</li>`);
  return items.length === 0 ? '' : `<p><b>${shown(title)}</b></p><ul>${items.join('')}</ul>`;
}

const shown = (value: string): string => withBreaks(escapeHtml(value));
