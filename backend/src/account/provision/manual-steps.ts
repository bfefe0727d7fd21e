import type { AccountSnapshot } from './snapshot.js';
import type { Conflict, Wanted } from './plan.js';

/** Something that only a person can do in Kommo, with what to paste. Spanish: the firm's administrator reads it. */
export interface ManualStep {
  readonly title: string;
  readonly how: string;
  /** Null where there is nothing to paste. */
  readonly paste: string | null;
}

/** What the API cannot do, and what this account does not let it do. */
export function listManualSteps(
  wanted: Wanted,
  account: AccountSnapshot,
  conflicts: readonly Conflict[],
): readonly ManualStep[] {
  return [
    ...hookSteps(wanted, account),
    ...lossReasonSteps(wanted, account),
    ...conflicts.map(conflictStep),
    ...pipelineSteps(wanted),
    ...serviceSteps(wanted),
    {
      title: 'Plantillas de WhatsApp',
      how: 'Kommo → Configuración → Herramientas de comunicación → Plantillas: cree cada plantilla y envíela a revisión de Meta. La API de Kommo no puede crearlas en el canal propio de WhatsApp.',
      paste: null,
    },
  ];
}

function hookSteps({ hook }: Wanted, { hooks }: AccountSnapshot): readonly ManualStep[] {
  if (hook === null || hooks !== null) return [];
  return [
    {
      title: 'Webhooks de la cuenta',
      how: `El plan o los permisos de esta cuenta no dejan suscribirlos por la API (hace falta Advanced o superior y un administrador). En Kommo → Configuración → Integraciones → Webhooks agregue esta dirección con los eventos: ${hook.settings.join(', ')}.`,
      paste: hook.destination,
    },
  ];
}

function lossReasonSteps({ lossReasons }: Wanted, account: AccountSnapshot): readonly ManualStep[] {
  if (account.lossReasons !== null || lossReasons.length === 0) return [];
  return [
    {
      title: 'Razones de pérdida',
      how: 'Kommo → Leads → Configurar embudo → Razones de pérdida: agregue una por línea.',
      paste: lossReasons.join('\n'),
    },
  ];
}

const conflictStep = ({ code, found, wanted }: Conflict): ManualStep => ({
  title: `El campo ${code} es de otro tipo`,
  how: `En la cuenta es "${found}" y hace falta "${wanted}". Kommo no permite cambiar el tipo: quite el código a ese campo o bórrelo, y repita apply. Hasta entonces ese dato puede no guardarse.`,
  paste: null,
});

/** Covers a missing status hook, and accounts whose plan has no account hooks. */
function pipelineSteps({ blueprint, hook }: Wanted): readonly ManualStep[] {
  if (hook === null) return [];
  const [pipeline] = blueprint.pipelines;
  const won = pipeline?.stages.find(({ key }) => key === 'won');
  if (pipeline === undefined || won === undefined) return [];
  return [
    {
      title: `Embudo digital: aviso en la etapa "${won.name}"`,
      how: `Kommo → Leads → ${pipeline.name} → Automatizar → etapa "${won.name}" → Agregar acción → API: enviar webhook.`,
      paste: `${hook.destination.replace(/\/$/u, '')}/pipeline`,
    },
  ];
}

const serviceSteps = ({ blueprint }: Wanted): readonly ManualStep[] => {
  const names = blueprint.services.map(({ label }) => label).join(', ');
  const qualifying = blueprint.pipelines[0]?.stages.find(({ key }) => key === 'qualifying');
  return [
    {
      title: 'Salesbots de calificación',
      how: `Kommo → Configuración → Herramientas de comunicación → Salesbot: cree un bot por servicio (${names}), pegue su código en la vista de código y actívelo en la etapa "${qualifying?.name ?? ''}". La API de Kommo no puede crear bots.`,
      paste: null,
    },
  ];
};
