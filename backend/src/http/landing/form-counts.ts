import { z } from 'zod';
import { questions } from '../../../../domain/blueprint/form.js';
import { contactNames, formSteps } from '../../../../domain/form/form-plan.js';
import { marketingField } from '../../../../domain/capture/read-person.js';
import type { FormStep } from '../../../../domain/form/form-plan.js';
import { localDateOf } from '../../../../domain/time/local-time.js';
import { count } from './count.js';
import type { FormTools } from './form-tools.js';

const fieldNames = [
  ...['service_type', 'consent', marketingField],
  ...contactNames,
  ...questions.map(({ key }) => key),
];
const fieldName = z.string().refine((name) => fieldNames.includes(name));

/** What the page tells when it is left: the step, and the question answered last (R2.4). */
export const leftSchema = z.object({ step: z.enum(formSteps), last: fieldName });

export const noteOpened = (tools: FormTools): Promise<void> => note(tools, ['opened']);

/** A step that was sent, and which of its questions were answered; never how, never by whom. */
export const noteStep = (tools: FormTools, step: FormStep, fields: object): Promise<void> =>
  note(tools, [
    `sent:${step}`,
    ...Object.entries(fields).flatMap(([name, value]) =>
      fieldNames.includes(name) && value !== '' ? [`answered:${name}`] : [],
    ),
  ]);

export const noteLeft = (
  tools: FormTools,
  { step, last }: z.infer<typeof leftSchema>,
): Promise<void> => note(tools, [`left:${step}:${last}`]);

const note = (tools: FormTools, names: readonly string[]): Promise<void> =>
  count(tools, () => {
    const { store, clock } = tools.services;
    return store.landing.count(localDateOf(clock()), names);
  });
