import type { AccountSnapshot } from '../provision/snapshot.js';
import { failed, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';
import type { Change, Plan, Wanted } from '../provision/plan.js';
import { textOf } from '../provision/change-text.js';
import type { Sentence } from '../../../../wording/sentence.js';

const apply: Sentence = { code: 'doctor.apply_remedy' };

/** What the account has otherwise than the blueprint, by subject. */
export function checkDrift({ changes, conflicts }: Plan): readonly Check[] {
  const ofKinds = (kinds: readonly Change['kind'][]) =>
    changes.filter(({ kind }) => kinds.includes(kind));
  return [
    drift({ code: 'doctor.drift_pipelines' }, ofKinds(pipelineKinds)),
    drift({ code: 'doctor.drift_fields' }, ofKinds(fieldKinds)),
    ...conflicts.map(({ code, found, wanted }) =>
      failed(
        { code: 'doctor.field', params: { code } },
        { code: 'doctor.field_type', params: { found, wanted } },
        { code: 'doctor.field_type_remedy' },
      ),
    ),
    drift({ code: 'doctor.drift_loss_reasons' }, ofKinds(['create_loss_reason'])),
  ];
}

const pipelineKinds: readonly Change['kind'][] = [
  'create_pipeline',
  'create_stage',
  'recolor_stage',
  'order_stages',
];
const fieldKinds: readonly Change['kind'][] = [
  'create_group',
  'create_field',
  'add_options',
  'set_api_only',
];
/** Without these nothing can be written; the rest is looks. */
const needed: readonly Change['kind'][] = ['create_pipeline', 'create_stage', 'create_field'];

const mostShown = 4;

function drift(name: Sentence, changes: readonly Change[]): Check {
  if (changes.length === 0) return ok(name, { code: 'doctor.as_blueprint' });
  const shown = changes.slice(0, mostShown).map(textOf);
  const more = changes.length - shown.length;
  const rest: readonly Sentence[] =
    more > 0 ? [{ code: 'doctor.and_more', params: { number: more } }] : [];
  const found = [...shown, ...rest].reduce((first, second): Sentence => ({
    code: 'doctor.and_then',
    params: { first, second },
  }));
  const state = changes.some(({ kind }) => needed.includes(kind)) ? failed : warning;
  return state(name, found, apply);
}

/** Account hooks need the plan "Advanced"; Kommo disables a hook that was answered badly a hundred times. */
export function checkHooks({ hook }: Wanted, { hooks }: AccountSnapshot): readonly Check[] {
  const name: Sentence = { code: 'doctor.hooks' };
  if (hook === null) return [];
  if (hooks === null) {
    return [warning(name, { code: 'doctor.hooks_hidden' }, { code: 'doctor.hooks_hidden_remedy' })];
  }
  const found = hooks.find(({ destination }) => destination === hook.destination);
  if (found === undefined) {
    return [failed(name, { code: 'doctor.hooks_missing' }, apply), ...foreign(hooks)];
  }
  if (found.disabled) {
    return [
      failed(name, { code: 'doctor.hooks_disabled' }, { code: 'doctor.hooks_disabled_remedy' }),
    ];
  }
  const missing = hook.settings.filter((event) => !found.settings.includes(event));
  if (missing.length > 0) {
    const events = missing.join(', ');
    return [warning(name, { code: 'doctor.hooks_lack', params: { events } }, apply)];
  }
  const count = found.settings.length;
  return [ok(name, { code: 'doctor.hooks_active', params: { count } }), ...foreign(hooks, found)];
}

/** An old address of ours goes on being called, and fails. The secret in it is nobody's business. */
function foreign(
  hooks: NonNullable<AccountSnapshot['hooks']>,
  ours?: { readonly destination: string },
): readonly Check[] {
  const old = hooks.filter(
    (hook) => hook !== ours && hook.destination.includes('/webhooks/kommo/') && !hook.disabled,
  );
  if (old.length === 0) return [];
  const hosts = old.map(({ destination }) => hostOf(destination)).join(', ');
  return [
    warning(
      { code: 'doctor.foreign_hooks' },
      { code: 'doctor.foreign_hooks_found', params: { hosts } },
      { code: 'doctor.foreign_hooks_remedy' },
    ),
  ];
}

const hostOf = (destination: string): string =>
  URL.canParse(destination) ? new URL(destination).host : '?';

/** The API does not tell, and the setting changes what a created lead is joined to. */
export const duplicateControl: Check = ok(
  { code: 'doctor.duplicates' },
  { code: 'doctor.duplicates_found' },
);
