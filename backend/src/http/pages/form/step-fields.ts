import { blueprint } from '../../../../../domain/blueprint/blueprint.js';
import { landing } from '../../../../../domain/blueprint/landing.js';
import type { Question } from '../../../../../domain/blueprint/shape.js';
import { escapeHtml } from '../../../../../domain/escape-html.js';
import { contactNames } from '../../../../../domain/form/form-plan.js';
import type { FormPlan, FormStep } from '../../../../../domain/form/form-plan.js';
import { questionsOf } from '../../../../../domain/form/step-questions.js';
import type { ServiceKey } from '../../../../../domain/lead/lead.js';
import { choiceField, inputField, textField, tickField } from './fields.js';
import type { Given } from './fields.js';
import type { ConsentTexts } from './firm-texts.js';

interface StepFields {
  readonly given: Given;
  readonly services: readonly ServiceKey[];
  readonly consent: ConsentTexts;
}

const plan: FormPlan = landing;
const { words } = landing;

export function fieldsOf(step: FormStep, { given, services, consent }: StepFields): string {
  if (step === 'contact') return contactOf(given, consent);
  const { general, specific } = questionsOf(step, services, { blueprint, plan });
  const asked = general.map((question) => questionField(question, given)).join('\n');
  return step === 'need'
    ? `${serviceField(given)}\n${asked}`
    : `${specificOf(specific, given)}\n${asked}`;
}

const serviceField = (given: Given): string =>
  choiceField(
    {
      name: 'service_type',
      label: words.service,
      hint: words.serviceHint,
      several: true,
      choices: blueprint.services.map(({ key, label }) => ({
        value: key,
        label,
        note: plan.services[key],
      })),
    },
    given,
  );

function questionField(question: Question, given: Given): string {
  const { key: name, label, kind, options } = question;
  switch (kind) {
    case 'choice':
      return choiceField(
        {
          name,
          label,
          choices: options.map(({ key, label: text }) => ({ value: key, label: text })),
        },
        given,
      );
    case 'number':
      return inputField(
        {
          ...{ name, label, type: 'text', autocomplete: 'off', inputmode: 'numeric' },
          ...{ required: false, maxlength: 20 },
        },
        given,
      );
    case 'text':
      return textField({ name, label }, given);
  }
}

type Specific = ReturnType<typeof questionsOf>['specific'];

/** With several services only one's questions stand open, so that ten at most are in sight (R2.4). */
function specificOf(specific: Specific, given: Given): string {
  const nameOf = (service: ServiceKey) =>
    blueprint.services.find(({ key }) => key === service)?.label ?? '';
  const open = specific.findIndex(({ questions }) =>
    questions.some(({ key }) => given.problems.has(key)),
  );
  return specific
    .map(({ service, questions }, index) => {
      const fields = questions.map((question) => questionField(question, given)).join('\n');
      if (specific.length === 1) return `<h2>${escapeHtml(nameOf(service))}</h2>${fields}`;
      const isOpen = index === Math.max(open, 0);
      return `<details name="service"${isOpen ? ' open' : ''}><summary>${escapeHtml(nameOf(service))}</summary>${fields}</details>`;
    })
    .join('\n');
}

const lengths = { full_name: 200, company_name: 200, email: 254 } as const;

function contactOf(given: Given, consent: ConsentTexts): string {
  const most: Readonly<Record<string, number>> = lengths;
  const inputs = contactNames.map((name) => {
    const field = plan.contact[name];
    return inputField(
      {
        ...field,
        ...{ name, maxlength: most[name] ?? 60 },
        ...(field.required ? {} : { optional: words.optional }),
      },
      given,
    );
  });
  return `${inputs.join('\n')}
${tickField({ name: 'consent', label: consent.contact }, given)}
<p class="more"><a href="/privacy" target="_blank" rel="noopener">${words.privacyLink}</a></p>
${tickField({ name: 'marketing_opt_in', label: consent.marketing }, given)}`;
}
