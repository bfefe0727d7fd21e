import type { Field } from '../../../../domain/blueprint/shape.js';
import type { Applied } from './apply.js';
import type { ManualStep } from './manual-steps.js';
import type { Change, PipelineChange, Plan } from './plan.js';

/** The plan as an administrator reads it, in Spanish; "+" is new, "~" is changed, nothing is ever removed. */
export function printPlan({ changes, conflicts }: Plan, steps: readonly ManualStep[]): string {
  const lines = changes.flatMap(linesOf);
  const summary =
    changes.length === 0
      ? 'La cuenta ya está como dice el plano: no hay nada que cambiar.'
      : `Cambios en la cuenta de Kommo: ${changes.length}`;
  return [
    summary,
    ...lines.map((line) => `  ${line}`),
    ...(conflicts.length === 0 ? [] : [`Conflictos que decide una persona: ${conflicts.length}`]),
    ...printSteps(steps),
  ].join('\n');
}

export function printApplied({ done, failed, remaining }: Applied): string {
  return [
    `Hecho: ${done.length} cambios.`,
    ...failed.flatMap(({ change, error }) => [
      `No se pudo: ${linesOf(change)[0] ?? change.kind}`,
      `  ${error.message}`,
    ]),
    remaining.changes.length === 0
      ? 'La cuenta está como dice el plano.'
      : `Quedan ${remaining.changes.length} cambios: repita apply.`,
  ].join('\n');
}

function printSteps(steps: readonly ManualStep[]): readonly string[] {
  if (steps.length === 0) return [];
  return [
    '',
    'Pasos que la API de Kommo no puede hacer:',
    ...steps.flatMap(({ title, how, paste }, index) => [
      `  ${index + 1}. ${title}`,
      `     ${how}`,
      ...(paste === null ? [] : paste.split('\n').map((line) => `       ${line}`)),
    ]),
  ];
}

function linesOf(change: Change): readonly string[] {
  if ('pipelineId' in change || change.kind === 'create_pipeline') return pipelineLines(change);
  switch (change.kind) {
    case 'create_group':
      return [`+ grupo de campos "${change.name}"`];
    case 'create_field':
      return fieldLines(change.field);
    case 'add_options':
      return [`~ campo ${change.code}: + ${change.options.map((text) => `"${text}"`).join(', ')}`];
    case 'set_api_only':
      return [`~ campo ${change.code}: ${editors(change.apiOnly)}`];
    case 'create_loss_reason':
      return [`+ razón de pérdida "${change.name}"`];
    case 'subscribe_hook':
      return [`${whyText[change.why]}: ${change.settings.join(', ')}`];
  }
}

function pipelineLines(change: PipelineChange): readonly string[] {
  switch (change.kind) {
    case 'create_pipeline':
      return [
        `+ embudo "${change.pipeline.name}"`,
        ...change.pipeline.stages.map(({ name }) => `    + etapa "${name}"`),
      ];
    case 'create_stage':
      return [`+ etapa "${change.stage.name}" en el embudo "${change.pipeline}"`];
    case 'recolor_stage':
      return [`~ etapa "${change.stage}": color ${change.from ?? 'ninguno'} → ${change.to}`];
    case 'order_stages':
      return [`~ orden de las etapas de "${change.pipeline.name}"`];
  }
}

const fieldLines = ({ code, name, type, apiOnly, options }: Field): readonly string[] => [
  `+ campo ${code} "${name}" (${type}${apiOnly ? ', solo API' : ''})`,
  ...(options.length === 0 ? [] : [`    opciones: ${options.join(' | ')}`]),
];

const editors = (apiOnly: boolean): string =>
  apiOnly ? 'solo lo escribe la API' : 'lo edita cualquiera';

const whyText = {
  missing: '+ webhook de la cuenta',
  disabled: '~ webhook de la cuenta, que Kommo desactivó',
  events: '~ webhook de la cuenta, al que le faltan eventos',
} as const;
