import type { Difference } from '../../../../contract/admin.js';
import type { ErrorCode } from '../../../../contract/errors.js';

/** What a replay does; "%" is the lead. */
const plans: Readonly<Record<string, string>> = {
  score: 'Calificar la captura de % y enviarla a Kommo.',
  'send-to-kommo': 'Enviar % a Kommo.',
  'read-hook': 'Leer de nuevo un aviso de Kommo.',
  'look-again': 'Leer % de nuevo en Kommo.',
  'look-at-contact': 'Leer de nuevo un contacto en Kommo.',
  'answer-bot': 'Responder al bot que espera en %.',
  recalculate: 'Recalcular el puntaje de %.',
  'start-qualification': 'Iniciar la calificación de %.',
  'start-follow-up': 'Iniciar el seguimiento de %.',
  win: 'Pedir la entrega de % a Odoo.',
  'send-to-odoo': 'Entregar % a Odoo desde el paso donde quedó.',
  repair: 'Reparar una diferencia con Odoo.',
  'send-alert': 'Enviar de nuevo una alerta.',
};

/** Where the failure itself brought no sentence. */
const reasons: Readonly<Partial<Record<ErrorCode, string>>> = {
  kommo_rejected:
    'Kommo no aceptó los datos. Un administrador debe comparar la cuenta con el plan de instalación.',
  kommo_unreachable: 'Kommo no respondió después de todos los reintentos.',
  kommo_not_connected: 'La conexión con Kommo no está autorizada: hay que conectarla de nuevo.',
  kommo_payment_required: 'El plan de Kommo está vencido.',
  kommo_blocked: 'Kommo bloqueó el acceso: hay que escribir a su soporte.',
  odoo_unreachable: 'Odoo no respondió después de todos los reintentos.',
  odoo_not_configured: 'Odoo no está configurado.',
  odoo_key_rejected: 'Odoo rechazó la clave de acceso.',
  odoo_access_denied: 'Al usuario de integración le falta un permiso en Odoo.',
  odoo_rejected: 'Odoo rechazó los datos del cliente.',
  odoo_mapping: 'Odoo no reconoce un dato que enviamos: revise los campos configurados.',
  odoo_ambiguous: 'Hay más de un cliente posible en Odoo: una persona debe decidir cuál es.',
  lead_not_found: 'El lead ya no existe en Kommo.',
  storage_unavailable: 'La base de datos no respondió.',
};

const refusedWhy: Readonly<Record<string, string>> = {
  NotSupportedChoice: 'la opción no existe en la cuenta',
  InvalidType: 'el valor no es del tipo que espera',
  FieldMissing: 'el campo no existe en la cuenta',
  NotBlank: 'no puede estar vacío',
  InvalidEmail: 'el correo no es válido',
  InvalidPhone: 'el teléfono no es válido',
  TooLong: 'es demasiado largo',
};

const kommoFields: Readonly<Record<string, string>> = {
  name: 'Nombre',
  price: 'Monto',
  status_id: 'Etapa',
  pipeline_id: 'Embudo',
  responsible_user_id: 'Responsable',
  PHONE: 'Teléfono',
  EMAIL: 'Correo',
  contacts: 'Contacto',
  companies: 'Empresa',
};

/** What administrators read about failed work and about the comparison with Odoo. */
export const workWording = {
  fields: {
    taxId: 'RNC o cédula',
    fullName: 'Contacto',
    companyName: 'Empresa',
    email: 'Correo',
    phone: 'WhatsApp',
    amount: 'Monto',
  },
  lead: 'Lead',
  services: 'Servicios',
  score: 'Puntaje',
  task: 'Tarea',
  plans,
  unknownPlan: 'Repetir la tarea «%».',
  unnamedLead: 'el lead',
  reasons,
  unknownReason:
    'Ocurrió un error que nadie previó. Puede reintentarlo; si se repite, avise a soporte.',
  refusedField: (field: string, why: string) => `Kommo no aceptó el campo «${field}»: ${why}.`,
  refusedWhy,
  refusedOtherwise: (code: string) => `lo rechazó con «${code}»`,
  kommoFields,
  taxIdReason: 'El dígito verificador del RNC no coincide.',
  taxIdRemedy: 'Revise el RNC (9 dígitos) o la cédula (11 dígitos).',
  amountReason: 'El monto debe ser un número entero de 0 o más.',
  amountRemedy: 'Escriba solo dígitos, sin centavos.',
  notEditable: 'Este dato no se puede corregir aquí.',
  notEditableRemedy: 'Corríjalo en Kommo y vuelva a cargar la lista.',
  goneFromList: 'Parte de la lista ya cambió: vuelva a cargarla.',
  leadGone: 'El lead ya no existe en Kommo.',
  kommoRefusedCorrection: 'Kommo no aceptó la corrección.',
  refusedItem: (plan: string, reason: string) => `${plan} No se reintentó: ${reason}`,
  alerts: {
    dead_letters: 'Trabajos fallidos por resolver',
    kommo: 'Fallos seguidos al llamar a Kommo',
    odoo: 'Fallos seguidos al llamar a Odoo',
  },
  /** "%" is the lead or opportunity, "#" the id in Odoo. */
  differences: {
    missing_in_odoo: '% está ganado en Kommo y no está en Odoo. Reparar lo entrega a Odoo.',
    missing_in_kommo:
      'La oportunidad # («%») está en Odoo y su lead fue eliminado en Kommo. Una persona debe decidir cuál vale.',
    not_won_in_kommo:
      'La oportunidad # («%») está en Odoo y su lead ya no está ganado en Kommo. Una persona debe decidir cuál vale.',
    customer_gone:
      'El cliente # de % ya no existe en Odoo: alguien lo eliminó o lo fusionó. Reparar lo busca o lo crea de nuevo.',
    opportunity_gone:
      'La oportunidad # de % ya no existe en Odoo: alguien la eliminó o la fusionó. Reparar la crea de nuevo.',
    id_not_in_kommo:
      '% está en Odoo como cliente # y Kommo no tiene ese número. Reparar lo escribe de nuevo en el lead.',
  } satisfies Readonly<Record<Difference['kind'], string>>,
  notRepairable: 'Esta diferencia la debe resolver una persona.',
  comparisonFailed: (reason: string) => `La última comparación no llegó a su fin. ${reason}`,
  restCannotCompare:
    'El servicio REST de Odoo recibe entregas y no permite consultarlas: no se puede comparar.',
  replaced: 'Lo reemplazó un intento más reciente del mismo lead.',
  meanwhileDone: 'Quedó resuelto por otro envío.',
} as const;
