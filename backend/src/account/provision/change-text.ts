import type { Sentence } from '../../../../wording/sentence.js';
import type { Change, PipelineChange } from './plan.js';
import type { Field } from '../../../../domain/blueprint/shape.js';

/** One change in one line. */
export function textOf(change: Change): Sentence {
  if ('pipelineId' in change || change.kind === 'create_pipeline') return pipelineText(change);
  switch (change.kind) {
    case 'create_group':
      return { code: 'provision.create_group', params: { name: change.name } };
    case 'create_field':
      return fieldText(change.field);
    case 'add_options': {
      const options = change.options.map((text) => `«${text}»`).join(', ');
      return { code: 'provision.add_options', params: { code: change.code, options } };
    }
    case 'set_api_only': {
      const who = change.apiOnly ? 'set_api_only' : 'set_editable';
      return { code: `provision.${who}`, params: { code: change.code } };
    }
    case 'create_loss_reason':
      return { code: 'provision.create_loss_reason', params: { name: change.name } };
    case 'subscribe_hook':
      return { code: `provision.hook_${change.why}` };
  }
}

function pipelineText(change: PipelineChange): Sentence {
  switch (change.kind) {
    case 'create_pipeline': {
      const { name, stages } = change.pipeline;
      return { code: 'provision.create_pipeline', params: { name, count: stages.length } };
    }
    case 'create_stage': {
      const { stage, pipeline } = change;
      return { code: 'provision.create_stage', params: { name: stage.name, pipeline } };
    }
    case 'recolor_stage': {
      const { stage: name, from, to } = change;
      return {
        code: 'provision.recolor_stage',
        params: { name, from: from ?? { code: 'provision.no_color' }, to },
      };
    }
    case 'order_stages':
      return { code: 'provision.order_stages', params: { name: change.pipeline.name } };
  }
}

const fieldText = ({ name, code, options }: Field): Sentence =>
  options.length === 0
    ? { code: 'provision.create_field', params: { name, code } }
    : { code: 'provision.create_choice', params: { name, code, count: options.length } };
