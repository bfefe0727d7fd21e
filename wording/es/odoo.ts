/** What Odoo refused, and what is to be done. Messages of Odoo itself are quoted, never matched. */
export const odoo = {
  own_network: 'La dirección {host} lleva a la red propia y no está en PRIVATE_HOSTS',
  unreachable: 'Odoo no responde. Se reintentará automáticamente.',
  overloaded: 'Odoo está saturado en este momento. Se reintentará automáticamente.',
  busy_record:
    'Otro proceso está modificando el mismo registro en Odoo. Se reintentará automáticamente.',
  redirected:
    'La dirección configurada de Odoo redirige a {where}. Revise la dirección en la configuración.',
  another_page: 'otra página',
  not_odoo:
    'La dirección configurada no responde como Odoo. Revise la dirección y la base de datos.',
  database_missing: 'La base de datos configurada no existe en Odoo. Revise la configuración.',
  key_rejected:
    'Odoo rechazó la clave API o el usuario. Un administrador debe poner una clave vigente en la configuración.',
  access_denied:
    'El usuario de integración no tiene permiso en Odoo. Pida a un administrador que se lo dé.',
  access_denied_group:
    'El usuario de integración no tiene permiso en Odoo. Pida a un administrador que le dé el grupo «{group}».',
  group_contacts: 'Creación de contactos',
  group_documents: 'Ventas / Usuario: todos los documentos',
  group_project: 'Proyecto / Administrador',
  group_products: 'Productos / Crear',
  group_billing: 'Facturación / Administrador',
  says: '{what} Odoo dice: «{text}»',
  rejected: 'Odoo rechazó los datos.',
  duplicate: 'Odoo ya tiene un registro con esos datos.',
  missing: 'El registro ya no existe en Odoo: alguien lo eliminó o lo fusionó.',
  mapping:
    'Odoo no reconoce un dato que enviamos. Un administrador debe revisar los campos configurados.',
  module_missing: 'Odoo no tiene instalado el módulo «{name}» que esta entrega necesita.',
  module_contacts: 'Contactos',
  module_project: 'Proyecto',
  module_sales: 'Ventas',
  module_contracts: 'Contratos (OCA)',
  module_subscriptions: 'Suscripciones',
  unknown: 'Odoo falló de una forma desconocida.',
  odd_answer: 'Odoo respondió algo que no se esperaba. Se reintentará automáticamente.',
  customer_missing: 'El cliente ya no existe en Odoo: se buscará o se creará de nuevo.',
  opportunity_missing: 'La oportunidad ya no existe en Odoo: se creará de nuevo.',
  bad_rnc:
    'Odoo rechazó el RNC {rnc}: el dígito verificador no coincide. Corríjalo y vuelva a enviar.',
  bad_rnc_or_cedula:
    'Odoo rechazó el RNC {rnc}: el dígito verificador no coincide. ¿Es la cédula {cedula} sin los ceros del principio? Corríjalo y vuelva a enviar.',
  ambiguous:
    'Hay más de un cliente posible en Odoo por {by}: {candidates}. Una persona debe decidir cuál es.',
  by_tax_id: 'RNC o cédula',
  by_email: 'correo',
  by_any: 'RNC, cédula o correo',
  product_missing:
    'El producto «{code}» no existe en Odoo y el usuario de integración no puede crearlo.',
  no_price: 'No hay un precio para el contrato: la venta no tiene monto ni presupuesto definido.',
  rate_missing:
    'La venta está en {from} y Odoo la lleva en {to}. Cree en Odoo una tarifa en {from} o ponga la tasa en ODOO_EXCHANGE_RATES ({from}>{to}=…).',
  template_missing: 'La plantilla de proyecto n.º {id} no existe en Odoo. Revise la configuración.',
  plan_missing: 'Falta el plan de suscripción en la configuración de Odoo.',
  rest_no_subscription: 'La suscripción o el contrato recurrente: una persona los crea en Odoo.',
  rest_no_comparison: 'La comparación de cada noche: Odoo no se puede consultar.',
  rest_no_choice:
    'La elección entre clientes parecidos: con más de un candidato la entrega se detiene.',
  rest_no_fields:
    'Las respuestas en campos propios de Odoo: van en la descripción de la oportunidad.',
  rest_no_other_emails: 'Los demás correos del contacto: solo va el primero.',
  rest_no_dry_run:
    'Las advertencias de Odoo antes de enviar: la vista previa solo muestra lo nuestro.',
  rest_only: 'El servicio de Odoo configurado solo admite la entrega completa del cliente.',
} as const;
