import type { reconciliation as es } from '../es/reconciliation.js';
import type { Translation } from '../sentence.js';

export const reconciliation = {
  the_lead: 'O lead {id}',
  missing_in_odoo: '{lead} está ganho na Kommo e não está no Odoo. Reparar o entrega ao Odoo.',
  in_failed_work:
    '{lead} está ganho no Kommo e sua entrega ao Odoo parou: está em “Trabalho com falha”, com a causa. Corrija-a e tente de novo lá.',
  missing_in_kommo:
    'A oportunidade n.º {odooId} («{lead}») está no Odoo e seu lead foi excluído na Kommo. Uma pessoa deve decidir qual vale.',
  not_won_in_kommo:
    'A oportunidade n.º {odooId} («{lead}») está no Odoo e seu lead não está mais ganho na Kommo. Uma pessoa deve decidir qual vale.',
  customer_gone:
    'O cliente n.º {odooId} de {lead} não existe mais no Odoo: alguém o excluiu ou o mesclou. Reparar o procura ou o cria de novo.',
  opportunity_gone:
    'A oportunidade n.º {odooId} de {lead} não existe mais no Odoo: alguém a excluiu ou a mesclou. Reparar a cria de novo.',
  project_gone:
    'O projeto n.º {odooId} de {lead} não existe mais no Odoo: alguém o excluiu. Reparar o cria de novo.',
  order_gone:
    'A cotação, ordem ou contrato n.º {odooId} de {lead} não existe mais no Odoo: alguém o excluiu. Reparar o cria de novo.',
  customer_archived:
    'O cliente n.º {odooId} de {lead} está arquivado no Odoo. Uma pessoa deve decidir se o desarquiva ou o deixa assim.',
  opportunity_archived:
    'A oportunidade n.º {odooId} de {lead} está arquivada no Odoo. Uma pessoa deve decidir se a desarquiva ou a deixa assim.',
  project_archived:
    'O projeto n.º {odooId} de {lead} está arquivado no Odoo. Uma pessoa deve decidir se o desarquiva ou o deixa assim.',
  order_cancelled:
    'A ordem n.º {odooId} de {lead} está cancelada ou arquivada no Odoo. Uma pessoa deve decidir se a deixa assim.',
  id_not_in_kommo:
    '{lead} está no Odoo como cliente n.º {odooId} e a Kommo não tem esse número. Reparar o escreve de novo no lead.',
  not_repairable: 'Esta diferença deve ser resolvida por uma pessoa.',
  failed: 'A última comparação não chegou ao fim. {reason}',
  rest_cannot_compare:
    'O serviço REST do Odoo recebe entregas e não permite consultá-las: não é possível comparar.',
} as const satisfies Translation<typeof es>;
