import { escapeHtml } from '../../../../domain/escape-html.js';
import type { ProposalPlan, ProposalWord } from '../../../../domain/proposal/proposal-plan.js';
import type { ClientProposal } from '../../operations/proposals/client-proposal.js';

type Shown = Extract<ClientProposal, { kind: 'open' }>['proposal'];

interface Setting {
  readonly plan: ProposalPlan;
  /** The client asked for a change without saying which. */
  readonly lacksWish: boolean;
}

interface Page {
  readonly status: number;
  readonly html: string;
}

const day = new Intl.DateTimeFormat('es-DO', {
  dateStyle: 'long',
  timeZone: 'America/Santo_Domingo',
});

/** Spanish, as every text that a client reads. Works without the script; prints on one sheet. */
export function proposalPage(found: ClientProposal, setting: Setting): Page {
  const { plan } = setting;
  if (found.kind === 'open') {
    return { status: setting.lacksWish ? 422 : 200, html: openPage(found.proposal, setting) };
  }
  const { why, expiredAt } = found;
  const date = expiredAt === null ? '' : day.format(new Date(expiredAt));
  const text = fill(plan.words[why], { date });
  return {
    status: why === 'unknown' ? 404 : 410,
    html: pageOf(plan, `<h1>${escapeHtml(plan.words.goneTitle)}</h1><p>${text}</p>`),
  };
}

function openPage(proposal: Shown, { plan, lacksWish }: Setting): string {
  const { draft, version, madeAt, expiresAt, recipient } = proposal;
  const say = (word: ProposalWord, values: Record<string, string> = {}) =>
    fill(plan.words[word], values);
  const offers = draft.services.map(
    ({ title, scope }) =>
      `<section><h2>${escapeHtml(title)}</h2><ul>${listOf(scope)}</ul></section>`,
  );
  return pageOf(
    plan,
    `<h1>${escapeHtml(plan.title)}</h1>
<p class="to">${say('for')} <strong>${escapeHtml([recipient.name, recipient.company].filter((one) => one !== '').join(', '))}</strong></p>
<p class="quiet">${say('version', { version: String(version), date: day.format(new Date(madeAt)) })}</p>
<p>${escapeHtml(draft.greeting).replaceAll('\n', '<br>')}</p>
${offers.join('\n')}
${factsOf(proposal, say('facts'))}
<section class="amount"><h2>${say('amount')}</h2><p class="figure">${amountOf(proposal, say)}</p>
<p class="quiet">${say('tax')} ${say('validUntil', { date: day.format(new Date(expiresAt)) })}</p></section>
${answerOf(proposal, say, lacksWish)}
<p class="print"><button type="button" data-print hidden>${say('print')}</button></p>`,
  );
}

type SayWord = (word: ProposalWord, values?: Record<string, string>) => string;

const listOf = (scope: string): string =>
  scope
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<li>${escapeHtml(line.trim())}</li>`)
    .join('');

const factsOf = ({ facts }: Shown, title: string): string =>
  facts.length === 0
    ? ''
    : `<details><summary>${title}</summary><dl>${facts
        .map(
          ({ label, shown }) =>
            `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(shown)}</dd></div>`,
        )
        .join('')}</dl></details>`;

function amountOf({ draft: { amount, currency } }: Shown, say: SayWord): string {
  if (amount === null) return say('amountOpen');
  return new Intl.NumberFormat('es-DO', {
    ...{ style: 'currency', currency },
    maximumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);
}

/** What was answered; a wish leaves the way to a yes open. */
function answerOf({ answer, wish }: Shown, say: SayWord, lacksWish: boolean): string {
  if (answer === 'accepted') return `<p class="done" role="status">${say('thanksAccepted')}</p>`;
  const said =
    answer === 'change'
      ? `<p class="done" role="status">${say('thanksChange')}</p><p class="quiet">${say('saidChange')}: ${escapeHtml(wish ?? '')}</p>`
      : '';
  const problem = lacksWish
    ? `<p class="problem" id="problem" role="alert">${say('emptyChange')}</p>`
    : '';
  return `<section class="answer">${said}
<form method="post"><button class="yes" name="answer" value="accepted">${say('accept')}</button></form>
<details${lacksWish ? ' open' : ''}><summary>${say('change')}</summary>
<form method="post"><label for="wish">${say('changeLabel')}</label>${problem}
<textarea id="wish" name="wish" rows="4" maxlength="2000" required${lacksWish ? ' aria-invalid="true" aria-describedby="problem"' : ''}></textarea>
<button name="answer" value="change">${say('send')}</button></form></details></section>`;
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  escapeHtml(
    Object.entries(values).reduce(
      (filled, [name, value]) => filled.replaceAll(`{${name}}`, () => value),
      text,
    ),
  );

const pageOf = ({ firm, title }: ProposalPlan, body: string): string => `<!doctype html>
<html lang="es-DO"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(`${title} · ${firm}`)}</title>
<link rel="stylesheet" href="/proposals/assets/proposal.css"></head>
<body><header><span>${escapeHtml(firm)}</span></header><main>${body}</main>
<script src="/proposals/assets/proposal.js" defer></script></body></html>
`;
