import type { Field } from '../../../../domain/blueprint/shape.js';
import type { Change, PipelineChange } from './plan.js';

/** One change in one Spanish line, for the admin page. */
export function textOf(change: Change): string {
  if ('pipelineId' in change || change.kind === 'create_pipeline') return pipelineText(change);
  switch (change.kind) {
    case 'create_group':
      return `Grupo de campos «${change.name}»: crear`;
    case 'create_field':
      return fieldText(change.field);
    case 'add_options':
      return `Campo ${change.code}: agregar ${change.options.map((text) => `«${text}»`).join(', ')}`;
    case 'set_api_only':
      return `Campo ${change.code}: ${change.apiOnly ? 'solo lo escribe la API' : 'lo edita cualquiera'}`;
    case 'create_loss_reason':
      return `Razón de pérdida «${change.name}»: crear`;
    case 'subscribe_hook':
      return hookText[change.why];
  }
}

function pipelineText(change: PipelineChange): string {
  switch (change.kind) {
    case 'create_pipeline':
      return `Embudo «${change.pipeline.name}»: crear con ${change.pipeline.stages.length} etapas`;
    case 'create_stage':
      return `Etapa «${change.stage.name}»: crear en el embudo «${change.pipeline}»`;
    case 'recolor_stage':
      return `Etapa «${change.stage}»: color ${change.from ?? 'ninguno'} → ${change.to}`;
    case 'order_stages':
      return `Embudo «${change.pipeline.name}»: ordenar las etapas`;
  }
}

function fieldText({ name, code, options }: Field): string {
  const count = options.length === 0 ? '' : ` con ${options.length} opciones`;
  return `Campo «${name}» (${code}): crear${count}`;
}

const hookText = {
  missing: 'Webhook de la cuenta: suscribir',
  disabled: 'Webhook de la cuenta: activar de nuevo (Kommo lo desactivó)',
  events: 'Webhook de la cuenta: agregar los eventos que faltan',
} as const;
