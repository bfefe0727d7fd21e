import type { Audit } from '../../../contract/audit.js';
import type { Setting } from '../../view/times.js';

type Change = Audit['items'][number]['changes'][number];

/** "Empleados: 1-5 → 21-50", "Motivo: Sobra". */
export function sayChange({ key, before, after }: Change, setting: Setting): string {
  const { t } = setting;
  const label = sayKey(key, setting);
  const say = (value: string | null) => sayValue(key, value, setting);
  return before === null
    ? `${label}: ${say(after)}`
    : t('dead_letters.plan_change', { label, before: say(before), after: say(after) });
}

/** "members.1002.active": of whom, and what. */
const sayKey = (key: string, { t, nameOf }: Setting): string =>
  key
    .split('.')
    .filter((part) => part !== 'members')
    .map((part) =>
      /^\d+$/.test(part)
        ? (nameOf(Number(part)) ?? part)
        : t.word('act_fields', part, t.word('questions', part)),
    )
    .join(' · ');

const users: ReadonlySet<string> = new Set(['queueOwnerId', 'managerId']);

function sayValue(key: string, value: string | null, { t, nameOf }: Setting): string {
  if (value === null || value === '') return t('dead_letters.empty_value');
  if (users.has(key)) return nameOf(Number(value)) ?? value;
  // Options of a question, by its own key first.
  const option = t.word('options', `${key}_${value}`, t.word('options', value));
  return t.word('act_values', value, option);
}
