/** Bots and templates in the account: what is there, what is missing, what a person does. */
export const setup = {
  bot_current: 'Está en la cuenta y activo (v{version}).',
  bot_twice: {
    one: 'Está al día y activo (v{version}), pero hay {count} bot activo más con el mismo nombre: apáguelo. Se usa el último importado.',
    other:
      'Está al día y activo (v{version}), pero hay {count} bots activos más con el mismo nombre: apáguelos. Se usa el último importado.',
  },
  bot_missing: 'No está en la cuenta: impórtelo.',
  bot_off: 'Está al día (v{version}) pero apagado: actívelo en Kommo.',
  bot_older:
    'La cuenta tiene otra versión (v{has}) y el plano dice v{version}: impórtelo de nuevo y apague el anterior.',
  bot_unmarked:
    'Hay un bot con este nombre sin versión, así que no se sabe qué pasos tiene: importe el de v{version} y apague ese.',
  bot_cannot_be_made: 'Todavía no se puede hacer para esta cuenta. Falta: {what}.',
  bot_not_shown:
    'La cuenta no deja ver sus bots por la API: compruebe en Kommo que existe con este nombre y está activo.',
  lacks_field: 'el campo {name}',
  lacks_option: 'la opción «{option}» del campo {field}',
  lacks_template: 'la plantilla {name}',
  bot_step_import:
    'Descargue el archivo. En Kommo → Configuración → Herramientas de comunicación → Salesbot, pulse «…» → Importar y elíjalo.',
  bot_step_paste:
    'Si Kommo no ofrece importar: cree un bot vacío con el nombre que se muestra aquí (con su versión), abra «Ver código fuente» y pegue el código.',
  bot_step_channel:
    'Abra el bot, elija el número de WhatsApp en su primer mensaje si Kommo lo pide, guarde y actívelo.',
  bot_step_trigger:
    'No le ponga disparador en ninguna etapa: lo inicia el companion, y con disparador el lead recibiría todo dos veces.',
  bot_step_stage_trigger:
    'A los bots de conversación póngales un disparador en la etapa «Calificando» (BOT_START=stage), uno por servicio; a los demás, ninguno.',
  bot_step_old:
    'Apague o borre el bot anterior del mismo nombre. No cambie los pasos en el diseñador: esos cambios no se ven desde aquí y se pierden al importar de nuevo.',
  template_approved: 'Aprobada por Meta.',
  template_review: 'En revisión de Meta: no se puede enviar todavía.',
  template_draft: 'Creada, pero no se ha enviado a revisión.',
  template_paused: 'Meta la pausó por quejas o poca lectura: no se puede enviar por ahora.',
  template_rejected: 'Meta la rechazó: {reason}',
  template_rejected_untold: 'Meta la rechazó sin decir por qué.',
  template_there: 'Está en la cuenta; Kommo no dice en qué estado de revisión.',
  template_missing: 'No está en la cuenta.',
  template_not_shown:
    'La cuenta no deja ver sus plantillas por la API: compruebe en Kommo que existe con este nombre y está aprobada.',
  template_older: '{review} Su texto no es el del plano: reemplácela.',
  template_refused: 'Kommo no la aceptó: {why}. Créela a mano.',
  template_step_send:
    'Pulse «Enviar a revisión»: se crean en Kommo y Meta las revisa, casi siempre en menos de un día.',
  template_step_make:
    'A mano: Kommo → Configuración → Herramientas de comunicación → Plantillas → WhatsApp → crear. Use el mismo nombre, la categoría, el idioma español, el texto copiado y las respuestas rápidas en el orden mostrado.',
  template_step_review: 'Envíe la plantilla a revisión de Meta desde esa misma pantalla.',
  template_step_replace:
    'Una plantilla que Meta ya vio no se puede cambiar: borre la anterior, o cámbiele el nombre, y cree la nueva.',
  command_bots: 'escribe los archivos de los bots y plantillas para esta cuenta, y dice qué falta',
  option_folder: 'carpeta donde se escriben',
  command_templates: 'crea las plantillas que faltan y las envía a revisión de Meta',
  bots: 'Bots:',
  templates: 'Plantillas:',
  steps: 'Pasos a mano:',
  findings: 'Fallos en las conversaciones:',
  no_findings: 'Las conversaciones no tienen fallos.',
  nothing_to_send: 'No hay plantillas que se puedan enviar desde aquí.',
  written: {
    one: '{count} archivo en {folder}',
    other: '{count} archivos en {folder}',
  },
  doctor_all: {
    one: '{count} bot y sus plantillas al día',
    other: '{count} bots y sus plantillas al día',
  },
  doctor_some: '{current} de {needed} bots al día; {approved} de {templates} plantillas aprobadas',
  doctor_remedy:
    'Siga los pasos de «Conversaciones» en los ajustes avanzados, o npm run provision -- bots.',
} as const;
