/** What the records of a rehearsal are called; Odoo never keeps them. */
export const rehearsed = 'Ensayo de entrega';

export const checkNames = {
  connection: 'Conexión',
  version: 'Versión',
  user: 'Usuario de integración',
  currency: 'Moneda',
  language: 'Idioma de los clientes',
  keyExpiry: 'Vencimiento de la clave',
  rehearsal: 'Ensayo de una entrega',
  module: (name: string) => `Módulo ${name}`,
  rights: (model: string) => `Permisos sobre ${model}`,
  field: (name: string) => `Campo ${name} de la oportunidad`,
  product: (code: string) => `Producto ${code}`,
  template: (id: number) => `Plantilla de proyecto n.º ${id}`,
  manager: (login: string) => `Responsable ${login}`,
  plan: 'Plan de suscripción',
  reconciliation: 'Conciliación',
} as const;

export const found = {
  server: (version: string, transport: string, database: string) =>
    `Odoo ${version}, transporte ${transport}, base de datos «${database}»`,
  user: (id: number) => `n.º ${id}`,
  installed: 'Instalado',
  notInstalled: 'No instalado',
  granted: 'Suficientes',
  lacking: (operations: string) => `Falta: ${operations}`,
  exists: 'Existe',
  absent: 'No existe',
  readonly: 'Existe, pero no se puede escribir',
  none: 'Ninguno de los configurados está instalado',
  rateMissing: (from: string, to: string) =>
    `Odoo usa ${to}; no hay tarifa en ${from} ni tasa ${from}>${to}`,
  noSales: 'El módulo Ventas no está instalado, así que no hay productos',
  expires: (day: string) => `Vence el ${day}`,
  cannotCompare: 'El servicio REST recibe entregas y no permite consultarlas',
  rehearsed: 'Odoo aceptó cada registro de una entrega, y lo deshizo',
  kept: 'Odoo guardó la fila de prueba',
  neverExpires: 'No vence, o la versión no lo indica',
} as const;

export const remedies = {
  version: 'Se probó con Odoo 16 a 19. Verifique una entrega de prueba antes de usarla.',
  module: 'Instale el módulo en Odoo o quítelo de la configuración.',
  rights:
    'Agregue al usuario de integración los grupos: Ventas / Todos los documentos, Proyecto / Administrador, Creación de contactos y, para contratos OCA, Facturación / Administrador.',
  field: 'Corrija el nombre del campo en la configuración.',
  product: 'Cree el producto con esa referencia interna o dé permiso para crear productos.',
  template: 'Corrija el número de la plantilla en la configuración.',
  manager: 'Corrija el usuario en la configuración o créelo en Odoo.',
  reconciliation:
    'Para comparar cada noche los ganados con Odoo, use su API (ODOO_TRANSPORT=auto).',
  plan: 'Indique en la configuración un plan de suscripción que exista.',
  language: 'Instale el español en Odoo, o los clientes quedarán en el idioma por defecto.',
  currency:
    'Cree en Odoo una tarifa (lista de precios) en esa moneda o ponga la tasa en ODOO_EXCHANGE_RATES; sin ninguna, la entrega se detiene.',
  rehearsal: 'Corrija lo que Odoo dice, o dé el grupo que falta, y revise de nuevo.',
  keyExpiry: 'Genere una clave nueva y agréguela como segunda clave antes de esa fecha.',
} as const;
