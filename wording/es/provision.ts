/** What provisioning changes in the Kommo account, and what is left for a person. */
export const provision = {
  command_plan: 'muestra lo que cambiaría en la cuenta de Kommo',
  option_language: 'idioma: es, en o pt',
  command_apply: 'lleva la cuenta de Kommo al plano; se puede repetir',
  no_configuration: 'Falta configuración (.env):',
  nothing_to_change: 'La cuenta ya está como dice el plano: no hay nada que cambiar.',
  changes: 'Cambios en la cuenta de Kommo: {number}',
  conflicts: 'Conflictos que decide una persona: {number}',
  done: { one: 'Hecho: {count} cambio.', other: 'Hecho: {count} cambios.' },
  not_done: 'No se pudo: {change}',
  all_done: 'La cuenta está como dice el plano.',
  left: {
    one: 'Queda {count} cambio: repita apply.',
    other: 'Quedan {count} cambios: repita apply.',
  },
  manual: 'Pasos que la API de Kommo no puede hacer:',
  manual_step: '{title}. {how}',
  create_group: 'Grupo de campos «{name}»: crear',
  create_field: 'Campo «{name}» ({code}): crear',
  create_choice: {
    one: 'Campo «{name}» ({code}): crear con {count} opción',
    other: 'Campo «{name}» ({code}): crear con {count} opciones',
  },
  only_api: '{type}, solo API',
  add_options: 'Campo {code}: agregar {options}',
  set_api_only: 'Campo {code}: solo lo escribe la API',
  set_editable: 'Campo {code}: lo edita cualquiera',
  create_loss_reason: 'Razón de pérdida «{name}»: crear',
  create_pipeline: {
    one: 'Embudo «{name}»: crear con {count} etapa',
    other: 'Embudo «{name}»: crear con {count} etapas',
  },
  create_stage: 'Etapa «{name}»: crear en el embudo «{pipeline}»',
  recolor_stage: 'Etapa «{name}»: color {from} → {to}',
  no_color: 'ninguno',
  order_stages: 'Embudo «{name}»: ordenar las etapas',
  hook_missing: 'Webhook de la cuenta: suscribir',
  hook_disabled: 'Webhook de la cuenta: activar de nuevo (Kommo lo desactivó)',
  hook_events: 'Webhook de la cuenta: agregar los eventos que faltan',
  hooks: 'Webhooks de la cuenta',
  hooks_how:
    'El plan o los permisos de esta cuenta no dejan suscribirlos por la API (hace falta Advanced o superior y un administrador). En Kommo → Configuración → Integraciones → Webhooks agregue esta dirección con los eventos: {events}.',
  loss_reasons: 'Razones de pérdida',
  loss_reasons_how:
    'Kommo → Leads → Configurar embudo → Razones de pérdida: agregue una por línea.',
  conflict: 'El campo {code} es de otro tipo',
  conflict_how:
    'En la cuenta es "{found}" y hace falta "{wanted}". Kommo no permite cambiar el tipo: quite el código a ese campo o bórrelo, y repita apply. Hasta entonces ese dato puede no guardarse.',
  pipeline_notice: 'Embudo digital: aviso en la etapa "{stage}"',
  pipeline_notice_how:
    'Kommo → Leads → {pipeline} → Automatizar → etapa "{stage}" → Agregar acción → API: enviar webhook.',
  conversations: 'Plantillas de WhatsApp y Salesbots',
  conversations_how:
    'En «Conversaciones» de esta página, o con npm run provision -- bots: cada bot y plantilla hecho para esta cuenta, qué falta y los pasos.',
  email: 'Correo «{name}»',
  email_by_tag:
    'Kommo → Leads → {pipeline} → Automatizar → Agregar acción → Enviar correo, con el disparador «cuando se agrega la etiqueta {tag}», en todas las etapas. La primera línea de abajo es el asunto. Conecte antes el buzón de la firma (Configuración → Herramientas de comunicación).',
  email_by_field:
    'Kommo → Leads → {pipeline} → Automatizar → Agregar acción → Enviar correo, con el disparador «cuando cambia el campo {field}» (si su plan no lo tiene: al entrar en «Propuesta»). La primera línea de abajo es el asunto.',
  no_user: '{name} no es usuario de Kommo',
  no_user_how:
    'Está en el equipo con el número {id}, y un lead que le toque no lo vería nadie. Kommo → Configuración → Usuarios: invítelo; luego, en «Equipo» de la página de ajustes, elija su usuario o quítelo.',
} as const;
