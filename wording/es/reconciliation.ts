/** The comparison of the won leads with Odoo. */
export const reconciliation = {
  the_lead: 'El lead {id}',
  missing_in_odoo: '{lead} está ganado en Kommo y no está en Odoo. Reparar lo entrega a Odoo.',
  in_failed_work:
    '{lead} está ganado en Kommo y su entrega a Odoo se detuvo: está en «Trabajo fallido», con la causa. Corríjala y reintente ahí.',
  missing_in_kommo:
    'La oportunidad n.º {odooId} («{lead}») está en Odoo y su lead fue eliminado en Kommo. Una persona debe decidir cuál vale.',
  not_won_in_kommo:
    'La oportunidad n.º {odooId} («{lead}») está en Odoo y su lead ya no está ganado en Kommo. Una persona debe decidir cuál vale.',
  customer_gone:
    'El cliente n.º {odooId} de {lead} ya no existe en Odoo: alguien lo eliminó o lo fusionó. Reparar lo busca o lo crea de nuevo.',
  opportunity_gone:
    'La oportunidad n.º {odooId} de {lead} ya no existe en Odoo: alguien la eliminó o la fusionó. Reparar la crea de nuevo.',
  project_gone:
    'El proyecto n.º {odooId} de {lead} ya no existe en Odoo: alguien lo eliminó. Reparar lo crea de nuevo.',
  order_gone:
    'La cotización, orden o contrato n.º {odooId} de {lead} ya no existe en Odoo: alguien lo eliminó. Reparar lo crea de nuevo.',
  customer_archived:
    'El cliente n.º {odooId} de {lead} está archivado en Odoo. Una persona debe decidir si lo desarchiva o lo deja así.',
  opportunity_archived:
    'La oportunidad n.º {odooId} de {lead} está archivada en Odoo. Una persona debe decidir si la desarchiva o la deja así.',
  project_archived:
    'El proyecto n.º {odooId} de {lead} está archivado en Odoo. Una persona debe decidir si lo desarchiva o lo deja así.',
  order_cancelled:
    'La orden n.º {odooId} de {lead} está cancelada o archivada en Odoo. Una persona debe decidir si la deja así.',
  id_not_in_kommo:
    '{lead} está en Odoo como cliente n.º {odooId} y Kommo no tiene ese número. Reparar lo escribe de nuevo en el lead.',
  not_repairable: 'Esta diferencia la debe resolver una persona.',
  failed: 'La última comparación no llegó a su fin. {reason}',
  rest_cannot_compare:
    'El servicio REST de Odoo recibe entregas y no permite consultarlas: no se puede comparar.',
} as const;
