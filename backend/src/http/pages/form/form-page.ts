import { blueprint } from '../../../../../domain/blueprint/blueprint.js';
import { landing } from '../../../../../domain/blueprint/landing.js';
import { escapeHtml } from '../../../../../domain/escape-html.js';
import type { FieldProblem } from '../../../../../domain/field-problem.js';
import { servicesOf } from '../../../../../domain/form/advance.js';
import type { FormAnswers } from '../../../../../domain/form/form-answers.js';
import { contactNames, formSteps } from '../../../../../domain/form/form-plan.js';
import type { FormStep } from '../../../../../domain/form/form-plan.js';
import { sayIn } from '../../../../../wording/say.js';
import type { ConsentTexts } from './firm-texts.js';
import { fill, layout } from './layout.js';
import { fieldsOf } from './step-fields.js';

export interface FormView {
  readonly step: FormStep;
  /** What the page carries on, sealed. */
  readonly state: string;
  readonly answers: FormAnswers;
  readonly problems: readonly FieldProblem[];
  /** Something that is no field's fault. */
  readonly notice: string | null;
  readonly resumed: boolean;
  readonly consent: ConsentTexts;
}

const { words } = landing;
const say = sayIn('es');
/** A field a person does not see; its name means nothing to autofill. */
export const trapField = 'nota_interna';

export function formPage(view: FormView): string {
  const { step, problems, notice } = view;
  const { title } = landing.steps[step];
  const failed = problems.length > 0 || notice !== null;
  return layout({
    title: `${failed ? words.errorTitle : ''}${title}`,
    body: bodyOf(view),
    aside: benefits,
    script: true,
  });
}

function bodyOf(view: FormView): string {
  const { step, problems } = view;
  const at = formSteps.indexOf(step) + 1;
  const given = {
    answers: view.answers,
    problems: new Map(problems.map((problem) => [problem.field, sentenceOf(problem)])),
  };
  const { title, intro } = landing.steps[step];
  const lead =
    at === 1
      ? `<p class="lead">${escapeHtml(landing.title)}. ${escapeHtml(landing.intro)}</p>`
      : '';
  const isLast = at === formSteps.length;
  return `${noticeOf(view)}${summaryOf(problems)}
<div class="progress"><p id="progress">${fill(words.progress, { step: String(at), steps: String(formSteps.length) })}</p><progress value="${at}" max="${formSteps.length}" aria-labelledby="progress"></progress></div>
<h1 tabindex="-1">${escapeHtml(title)}</h1>${lead}<p class="intro">${escapeHtml(intro)}</p>
<form method="post" action="/form" novalidate data-step="${step}" data-unsent="${escapeHtml(words.unsent)}" data-read="${escapeHtml(words.phoneRead)}"${summaryWords(step)}>
<input type="hidden" name="step" value="${step}"><input type="hidden" name="state" value="${view.state}">
${fieldsOf(step, { given, services: servicesOf(view.answers, blueprint), consent: view.consent })}
<div class="trap" aria-hidden="true"><label for="${trapField}">${words.trap}</label><input id="${trapField}" name="${trapField}" tabindex="-1" autocomplete="off"></div>
<div class="actions"><button class="main" name="go" value="forward">${isLast ? words.send : words.forward}</button>${at === 1 ? '' : `<button name="go" value="back">${words.back}</button>`}</div></form>`;
}

/** Reason and remedy, in the summary and beside the field in the same words. */
const sentenceOf = ({ reason, remedy }: FieldProblem): string => `${say(reason)} ${say(remedy)}`;

/** Above the heading, with the focus: where to go, by links. */
function summaryOf(problems: readonly FieldProblem[]): string {
  if (problems.length === 0) return '';
  const lines = problems.map(
    (problem) =>
      `<li><a href="#${problem.field}">${escapeHtml(`${labelOf(problem.field)}: ${sentenceOf(problem)}`)}</a></li>`,
  );
  return `<div class="summary" id="errors" tabindex="-1" autofocus><div role="alert"><h2>${words.errors}</h2><ul>${lines.join('')}</ul></div></div>`;
}

/** With them the page's script draws the summary of what it refuses by itself. */
function summaryWords(step: FormStep): string {
  const refused: Readonly<Record<FormStep, readonly string[]>> = {
    need: ['service_type'],
    contact: [...contactNames, 'consent'],
    details: [],
  };
  const labels = refused[step].map((name) => ` data-label_${name}="${escapeHtml(labelOf(name))}"`);
  return ` data-errors="${escapeHtml(words.errors)}" data-error-title="${escapeHtml(words.errorTitle)}"${labels.join('')}`;
}

function labelOf(field: string): string {
  const own: Readonly<Record<string, { readonly label: string }>> = landing.contact;
  const question = blueprint.questions.find(({ key }) => key === field);
  return own[field]?.label ?? question?.shortLabel ?? otherLabels[field] ?? field;
}

const otherLabels: Readonly<Record<string, string>> = {
  service_type: words.serviceShort,
  consent: words.consentShort,
};

function noticeOf({ notice, resumed }: FormView): string {
  if (notice !== null) {
    return `<div class="summary" id="errors" tabindex="-1" autofocus><p role="alert">${escapeHtml(notice)}</p></div>`;
  }
  return resumed
    ? `<p class="resumed" role="status">${words.resumed} <a href="/form?nuevo=1">${words.startAgain}</a></p>`
    : '';
}

const benefits = `<aside><ul>${landing.benefits
  .map(({ title, text }) => `<li><strong>${title}</strong><span>${text}</span></li>`)
  .join('')}</ul></aside>`;
