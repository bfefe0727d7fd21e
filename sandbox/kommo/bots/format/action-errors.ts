import type { Account } from '../../account/account.js';
import type { Action } from './actions.js';

/** What an action names and the account does not have. */
export function actionErrors({ state }: Account, action: Action): readonly string[] {
  if (action.name === 'set_custom_fields')
    return 'custom_fields_id' in action.params &&
      !state.customFields.has(action.params.custom_fields_id)
      ? [`el campo ${action.params.custom_fields_id} no existe en la cuenta`]
      : [];
  if (action.name === 'change_status') {
    const { value, pipeline_id: pipelineId } = action.params;
    const known = [...state.pipelines.values()]
      .filter(({ id }) => pipelineId === undefined || id === pipelineId)
      .some(({ statuses }) => statuses.some(({ id, type }) => id === value && type === 0));
    return known ? [] : [`la etapa ${value} no existe en el embudo`];
  }
  if (action.name === 'change_responsible_user' && !state.users.has(action.params.value))
    return [`el usuario ${action.params.value} no existe`];
  return [];
}
