import { escapeHtml } from '../../../../../domain/escape-html.js';
import { listOf, textOf } from '../../../../../domain/form/form-answers.js';
import type { FormAnswers } from '../../../../../domain/form/form-answers.js';

/** What a field shows beside its label: what was answered, and what is wrong with it. */
export interface Given {
  readonly answers: FormAnswers;
  /** By field, as the visitor reads it. */
  readonly problems: ReadonlyMap<string, string>;
}

interface Label {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** "opcional", where it may be left empty and that needs saying. */
  readonly optional?: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

/** Radio buttons, or boxes where several may be ticked; the first one carries the field's name as its id, for the summary's link. */
export function choiceField(
  field: Label & {
    readonly choices: readonly Choice[];
    readonly several?: true;
    readonly required?: true;
  },
  { answers, problems }: Given,
): string {
  const { name, choices, several = false } = field;
  const ticked = new Set(listOf(answers, name));
  const options = choices.map(({ value, label, note }, index) => {
    const id = index === 0 ? name : `${name}-${index}`;
    const checked = ticked.has(value) ? ' checked' : '';
    const said = note === undefined ? '' : `<small>${escapeHtml(note)}</small>`;
    return `<label class="chip"><input type="${several ? 'checkbox' : 'radio'}" id="${id}" name="${name}" value="${escapeHtml(value)}"${checked}><span>${escapeHtml(label)}${said}</span></label>`;
  });
  const wrong = problems.get(name);
  return `<fieldset class="q${wrong === undefined ? '' : ' bad'}" data-field="${name}"${describedBy(field, wrong)}><legend>${labelOf(field)}</legend>${hintOf(field)}${problemOf(name, wrong)}
<div class="chips${several ? ' cards' : ''}">${options.join('')}</div></fieldset>`;
}

interface Input extends Label {
  readonly type: string;
  readonly autocomplete: string;
  readonly inputmode?: string;
  readonly enterkeyhint?: string;
  readonly required: boolean;
  readonly maxlength: number;
}

export function inputField(field: Input, { answers, problems }: Given): string {
  const { name, type, autocomplete, inputmode, required, maxlength } = field;
  const wrong = problems.get(name);
  const mode = inputmode === undefined ? '' : ` inputmode="${inputmode}"`;
  return `<div class="q${wrong === undefined ? '' : ' bad'}" data-field="${name}"><label for="${name}">${labelOf(field)}</label>${hintOf(field)}${problemOf(name, wrong)}
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}"${mode} enterkeyhint="next" maxlength="${maxlength}" value="${escapeHtml(textOf(answers, name))}"${required ? ' aria-required="true"' : ''}${wrong === undefined ? '' : ' aria-invalid="true"'}${describedBy(field, wrong)}></div>`;
}

export function textField(field: Label, { answers, problems }: Given): string {
  const { name } = field;
  const wrong = problems.get(name);
  return `<div class="q${wrong === undefined ? '' : ' bad'}" data-field="${name}"><label for="${name}">${labelOf(field)}</label>${problemOf(name, wrong)}
<textarea id="${name}" name="${name}" rows="3" maxlength="2000"${describedBy(field, wrong)}>${escapeHtml(textOf(answers, name))}</textarea></div>`;
}

/** Never ticked beforehand: only what the visitor ticked stays ticked. */
export function tickField({ name, label }: Label, { answers, problems }: Given): string {
  const wrong = problems.get(name);
  const checked = textOf(answers, name) === '' ? '' : ' checked';
  return `<div class="tick${wrong === undefined ? '' : ' bad'}" data-field="${name}">${problemOf(name, wrong)}
<label><input type="checkbox" id="${name}" name="${name}" value="on"${checked}${wrong === undefined ? '' : ' aria-invalid="true"'}${describedBy({ name, label }, wrong)}><span>${escapeHtml(label)}</span></label></div>`;
}

const labelOf = ({ label, optional }: Label): string =>
  escapeHtml(label) + (optional === undefined ? '' : ` <span class="opt">(${optional})</span>`);

const hintOf = ({ name, hint }: Label): string =>
  hint === undefined ? '' : `<p class="hint" id="${name}-hint">${escapeHtml(hint)}</p>`;

const problemOf = (name: string, wrong: string | undefined): string =>
  wrong === undefined ? '' : `<p class="problem" id="${name}-problem">${escapeHtml(wrong)}</p>`;

function describedBy({ name, hint }: Label, wrong: string | undefined): string {
  const ids = [
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(wrong === undefined ? [] : [`${name}-problem`]),
  ];
  return ids.length === 0 ? '' : ` aria-describedby="${ids.join(' ')}"`;
}
