import type { AccountSnapshot } from '../provision/snapshot.js';
import { failed, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';
import type { Change, Plan, Wanted } from '../provision/plan.js';
import { textOf } from '../provision/change-text.js';

const apply = 'Ejecute npm run provision -- apply, o «Aplicar» en los ajustes avanzados.';

/** What the account has otherwise than the blueprint, by subject. */
export function checkDrift({ changes, conflicts }: Plan): readonly Check[] {
  const ofKinds = (kinds: readonly Change['kind'][]) =>
    changes.filter(({ kind }) => kinds.includes(kind));
  return [
    drift('Embudos y etapas', ofKinds(pipelineKinds)),
    drift('Campos', ofKinds(fieldKinds)),
    ...conflicts.map(({ code, found, wanted }) =>
      failed(
        `Campo ${code}`,
        `Es "${found}" y hace falta "${wanted}"`,
        'Kommo no cambia el tipo de un campo: quite ese código al campo o bórrelo, y repita apply.',
      ),
    ),
    drift('Razones de pérdida', ofKinds(['create_loss_reason'])),
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

function drift(name: string, changes: readonly Change[]): Check {
  if (changes.length === 0) return ok(name, 'Como dice el plano');
  const shown = changes.slice(0, mostShown).map(textOf);
  const more = changes.length - shown.length;
  const found = [...shown, ...(more > 0 ? [`y ${more} más`] : [])].join('; ');
  const state = changes.some(({ kind }) => needed.includes(kind)) ? failed : warning;
  return state(name, found, apply);
}

/** Account hooks need the plan "Advanced"; Kommo disables a hook that was answered badly a hundred times. */
export function checkHooks({ hook }: Wanted, { hooks }: AccountSnapshot): readonly Check[] {
  const name = 'Webhooks de la cuenta';
  if (hook === null) return [];
  if (hooks === null) {
    return [
      warning(
        name,
        'El plan o los permisos de esta cuenta no permiten verlos por la API',
        'Hace falta el plan Advanced o superior y un administrador. Mientras tanto, péguelo a mano (npm run provision -- plan) o use el embudo digital; cada hora se buscan los cambios perdidos.',
      ),
    ];
  }
  const found = hooks.find(({ destination }) => destination === hook.destination);
  if (found === undefined) return [failed(name, 'No está suscrito', apply), ...foreign(hooks)];
  if (found.disabled) {
    const remedy = `Kommo lo desactivó por respuestas fallidas. Compruebe PUBLIC_URL y ${lower(apply)}`;
    return [failed(name, 'Desactivado', remedy)];
  }
  const missing = hook.settings.filter((event) => !found.settings.includes(event));
  if (missing.length > 0) return [warning(name, `Le faltan: ${missing.join(', ')}`, apply)];
  return [ok(name, `Activo, ${found.settings.length} eventos`), ...foreign(hooks, found)];
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

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
      'Otros webhooks del companion',
      `Apuntan a ${hosts} con otra clave o dirección`,
      'Si son de antes de un cambio, bórrelos en Kommo → Configuración → Integraciones → Webhooks.',
    ),
  ];
}

function hostOf(destination: string): string {
  return URL.canParse(destination) ? new URL(destination).host : 'una dirección que no se entiende';
}

/** The API does not tell, and the setting changes what a created lead is joined to. */
export const duplicateControl: Check = ok(
  'Control de duplicados',
  'La API no lo dice. No hace falta: el companion busca al contacto por teléfono y correo antes de crear; déjelo apagado para esta integración (Kommo → Leads → Configurar embudo → Control de duplicados)',
);
