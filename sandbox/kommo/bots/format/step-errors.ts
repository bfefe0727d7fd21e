import type { Account } from '../../account/account.js';
import type { Target } from '../../account/bot-records.js';
import type { Step, Steps } from './bot-file.js';
import { actionErrors } from './action-errors.js';
import { messageErrors } from './message-errors.js';
import type { Handler, HandlerName, Named, ParamsOf } from './handlers.js';
import { fieldNamed, isPlaceholder, namesIn } from './placeholders.js';
import { handlersOf, textsIn } from './walk.js';

interface Scope {
  readonly account: Account;
  readonly steps: Steps;
  /** Codes that a widget's block may leave by; null in the bot itself. */
  readonly exits: readonly string[] | null;
}

/** What the form alone does not tell: ways that lead nowhere, names that the account does not have, limits. */
export function errorsInSteps(
  account: Account,
  steps: Steps,
  start: number,
  exits: readonly string[] | null = null,
): readonly string[] {
  const scope: Scope = { account, steps, exits };
  return [
    ...(steps.has(start) ? [] : [`El bot empieza en el paso ${start}, que no existe`]),
    ...[...steps].flatMap(([number, step]) =>
      [...errorsInStep(scope, step)].map((error) => `paso ${number}: ${error}`),
    ),
  ];
}

function errorsInStep(scope: Scope, step: Step): ReadonlySet<string> {
  const handlers = handlersOf(step);
  return new Set([
    ...handlers.flatMap((handler) => errorsInHandler(scope, handler)),
    ...textsIn(step).flatMap((text) => namesIn(text).flatMap((name) => nameErrors(scope, name))),
    ...answerErrors(scope, step, handlers),
  ]);
}

type Checks = {
  readonly [Name in HandlerName]?: (scope: Scope, params: ParamsOf<Name>) => readonly string[];
};

const targetsErrors = (scope: Scope, targets: readonly Target[]) =>
  targets.flatMap((target) => targetErrors(scope, target));

const checks: Checks = {
  send_message: ({ account }, message) => messageErrors(account, message),
  action: ({ account }, action) => actionErrors(account, action),
  exits: (scope, { value }) => exitErrors(scope, value),
  widget: (scope, { exits }) => targetsErrors(scope, Object.values(exits)),
  goto: targetErrors,
  wait_answer: targetErrors,
  waits: (scope, { conditions }) =>
    targetsErrors(
      scope,
      conditions.map(({ action }) => action),
    ),
  distribution: (scope, { variants }) => targetsErrors(scope, variants),
};

function errorsInHandler<Name extends HandlerName>(
  scope: Scope,
  handler: Named<Name>,
): readonly string[] {
  return checks[handler.handler]?.(scope, handler.params) ?? [];
}

function targetErrors({ steps }: Scope, { type, step }: Target): readonly string[] {
  if (type === 'finish')
    return step !== undefined && steps.has(step)
      ? [`el final ${step} no debe tener un paso en el código`]
      : [];
  const to = steps.get(step ?? NaN);
  if (!to) return [`va al paso ${String(step)}, que no existe`];
  return type === 'answer' && !to.answer
    ? [`va a la respuesta del paso ${String(step)}, que no la tiene`]
    : [];
}

const exitErrors = ({ exits }: Scope, value: string): readonly string[] =>
  exits === null
    ? ['«exits» solo existe dentro del bloque de un widget']
    : exits.includes(value)
      ? []
      : [`sale por «${value}», que el bloque no declara`];

function nameErrors({ account }: Scope, name: string): readonly string[] {
  if (!isPlaceholder(name)) return [`marcador desconocido «{{${name}}}»`];
  const field = fieldNamed(name);
  if (!field) return [];
  const known = account.state.customFields.get(field.fieldId);
  if (known?.entity_type !== field.entity)
    return [`«{{${name}}}»: el campo no existe en la cuenta`];
  const isThere = known.enums?.some(({ id }) => id === field.optionId) ?? false;
  return field.optionId === null || isThere ? [] : [`«{{${name}}}»: la opción no existe`];
}

/** An answer that no button shows never matched (salesbot.md 2.1). */
function answerErrors(
  { account }: Scope,
  step: Step,
  handlers: readonly Handler[],
): readonly string[] {
  const drawn = new Set(handlers.flatMap((handler) => titlesIn(account, handler)));
  const branches = (step.answer ?? []).flatMap((handler) =>
    handler.handler === 'buttons' ? handler.params : [],
  );
  return branches.flatMap(({ value }) =>
    value === undefined || drawn.has(value) ? [] : [`la respuesta «${value}» no es ningún botón`],
  );
}

function titlesIn(account: Account, handler: Handler): readonly string[] {
  if (handler.handler === 'show') return handler.params.buttons ?? [];
  if (handler.handler !== 'send_message') return [];
  const { buttons = [], template_id: id } = handler.params;
  const own = account.state.templates.get(id ?? NaN)?.buttons ?? [];
  return [...buttons, ...own].map(({ text }) => text);
}
