import type { DeadLetterItem } from '../../../contract/admin.js';
import type { Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';

/** The fields of a dead letter that may be corrected, each with what is wrong with it. */
export function viewFields(
  { id, editable }: DeadLetterItem,
  { edits, result }: AdminState,
  { t }: Setting,
): readonly object[] {
  const wrong = (result?.kind === 'failed' ? result.failure.fields : undefined) ?? [];
  return editable.map(({ name, label, value, options = [] }) => {
    const part = `edits.${id}.${name}`;
    const edited = edits[id]?.[name];
    const problem = wrong.find(({ field }) => field === part)?.text ?? null;
    return {
      ...{ id, name, label, part, problem },
      value: edited ?? value,
      invalid: problem !== null,
      describedBy: problem === null ? '' : `${part}-problem`,
      options: options.map((option) => ({
        ...{ id, field: name },
        ...option,
        chosen: option.value === (edited ?? value),
        open: t('dead_letters.open_in_odoo'),
      })),
      before:
        edited === undefined
          ? null
          : t('dead_letters.before', {
              value: value === '' ? t('dead_letters.empty_value') : value,
            }),
    };
  });
}
