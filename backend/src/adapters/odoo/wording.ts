/** What salespeople and admins read about Odoo. Messages of Odoo itself are quoted, never matched. */
export const wording = {
  unreachable: 'Odoo no responde. Se reintentará automáticamente.',
  overloaded: 'Odoo está saturado en este momento. Se reintentará automáticamente.',
  busyRecord:
    'Otro proceso está modificando el mismo registro en Odoo. Se reintentará automáticamente.',
  redirected: (where: string) =>
    `La dirección configurada de Odoo redirige a ${where}. Revise la dirección en la configuración.`,
  notOdoo:
    'La dirección configurada no responde como Odoo. Revise la dirección y la base de datos.',
  databaseMissing: 'La base de datos configurada no existe en Odoo. Revise la configuración.',
  keyRejected:
    'Odoo rechazó la clave API o el usuario. Un administrador debe poner una clave vigente en la configuración.',
  accessDenied: (group: string | null, text: string) =>
    group === null
      ? `El usuario de integración no tiene permiso en Odoo. Pida a un administrador que se lo dé.${quoted(text)}`
      : `El usuario de integración no tiene permiso en Odoo. Pida a un administrador que le dé el grupo «${group}».${quoted(text)}`,
  rejected: (text: string) => `Odoo rechazó los datos.${quoted(text)}`,
  duplicate: (text: string) => `Odoo ya tiene un registro con esos datos.${quoted(text)}`,
  missing: 'El registro ya no existe en Odoo: alguien lo eliminó o lo fusionó.',
  mapping: (text: string) =>
    `Odoo no reconoce un dato que enviamos. Un administrador debe revisar los campos configurados.${quoted(text)}`,
  moduleMissing: (name: string) =>
    `Odoo no tiene instalado el módulo «${name}» que esta entrega necesita.`,
  unknown: (text: string) => `Odoo falló de una forma desconocida.${quoted(text)}`,
  oddAnswer: 'Odoo respondió algo que no se esperaba. Se reintentará automáticamente.',
  customerMissing: 'El cliente ya no existe en Odoo: se buscará o se creará de nuevo.',
  badRnc: (shown: string, cedula: string | null) =>
    `Odoo rechazó el RNC ${shown}: el dígito verificador no coincide. ${
      cedula === null ? '' : `¿Es la cédula ${cedula} sin los ceros del principio? `
    }Corríjalo y vuelva a enviar.`,
  ambiguous: (what: string, candidates: string) =>
    `Hay más de un cliente posible en Odoo por ${what}: ${candidates}. Una persona debe decidir cuál es.`,
  productMissing: (code: string) =>
    `El producto «${code}» no existe en Odoo y el usuario de integración no puede crearlo.`,
  noPrice: 'No hay un precio para el contrato: la venta no tiene monto ni presupuesto definido.',
  rateMissing: (from: string, to: string) =>
    `La venta está en ${from} y Odoo la lleva en ${to}. Cree en Odoo una tarifa en ${from} o ponga la tasa en ODOO_EXCHANGE_RATES (${from}>${to}=…).`,
  templateMissing: (id: number) =>
    `La plantilla de proyecto n.º ${id} no existe en Odoo. Revise la configuración.`,
  opportunityMissing: 'La oportunidad ya no existe en Odoo: se creará de nuevo.',
  planMissing: 'Falta el plan de suscripción en la configuración de Odoo.',
  restOnly: 'El servicio de Odoo configurado solo admite la entrega completa del cliente.',
} as const;

const allDocuments = 'Ventas / Usuario: todos los documentos';
const projectAdministrator = 'Proyecto / Administrador';
const billingAdministrator = 'Facturación / Administrador';

/** The group that gives the bot what it does with a model. */
export const groupByModel: Readonly<Record<string, string>> = {
  'res.partner': 'Creación de contactos',
  'crm.lead': allDocuments,
  'crm.stage': allDocuments,
  'crm.tag': allDocuments,
  'utm.source': allDocuments,
  'utm.medium': allDocuments,
  'utm.campaign': allDocuments,
  'sale.order': allDocuments,
  'sale.order.line': allDocuments,
  'product.pricelist': allDocuments,
  'project.project': projectAdministrator,
  'project.task': projectAdministrator,
  'product.product': 'Productos / Crear',
  'contract.contract': billingAdministrator,
  'contract.line': billingAdministrator,
};

function quoted(text: string): string {
  return text === '' ? '' : ` Odoo dice: «${text}»`;
}
