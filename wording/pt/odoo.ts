import type { odoo as es } from '../es/odoo.js';
import type { Translation } from '../sentence.js';

export const odoo = {
  own_network: 'O endereço {host} leva à rede própria e não está em PRIVATE_HOSTS',
  unreachable: 'O Odoo não responde. Será tentado de novo automaticamente.',
  overloaded: 'O Odoo está sobrecarregado neste momento. Será tentado de novo automaticamente.',
  busy_record:
    'Outro processo está alterando o mesmo registro no Odoo. Será tentado de novo automaticamente.',
  redirected:
    'O endereço configurado do Odoo redireciona para {where}. Confira o endereço na configuração.',
  another_page: 'outra página',
  not_odoo:
    'O endereço configurado não responde como o Odoo. Confira o endereço e o banco de dados.',
  database_missing: 'O banco de dados configurado não existe no Odoo. Confira a configuração.',
  key_rejected:
    'O Odoo recusou a chave de API ou o usuário. Um administrador deve colocar uma chave válida na configuração.',
  access_denied:
    'O usuário de integração não tem permissão no Odoo. Peça a um administrador que a conceda.',
  access_denied_group:
    'O usuário de integração não tem permissão no Odoo. Peça a um administrador que lhe dê o grupo «{group}».',
  group_contacts: 'Criação de contatos',
  group_documents: 'Vendas / Usuário: todos os documentos',
  group_project: 'Projeto / Administrador',
  group_products: 'Produtos / Criar',
  group_billing: 'Faturamento / Administrador',
  says: '{what} O Odoo diz: «{text}»',
  rejected: 'O Odoo recusou os dados.',
  duplicate: 'O Odoo já tem um registro com esses dados.',
  missing: 'O registro não existe mais no Odoo: alguém o excluiu ou o mesclou.',
  mapping:
    'O Odoo não reconhece um dado que enviamos. Um administrador deve conferir os campos configurados.',
  module_missing: 'O Odoo não tem instalado o módulo «{name}» de que esta entrega precisa.',
  module_contacts: 'Contatos',
  module_project: 'Projeto',
  module_sales: 'Vendas',
  module_contracts: 'Contratos (OCA)',
  module_subscriptions: 'Assinaturas',
  unknown: 'O Odoo falhou de uma forma desconhecida.',
  odd_answer: 'O Odoo respondeu algo inesperado. Será tentado de novo automaticamente.',
  customer_missing: 'O cliente não existe mais no Odoo: será procurado ou criado de novo.',
  opportunity_missing: 'A oportunidade não existe mais no Odoo: será criada de novo.',
  bad_rnc:
    'O Odoo recusou o RNC {rnc}: o dígito verificador não confere. Corrija-o e envie de novo.',
  bad_rnc_or_cedula:
    'O Odoo recusou o RNC {rnc}: o dígito verificador não confere. É a cédula {cedula} sem os zeros do início? Corrija-o e envie de novo.',
  ambiguous:
    'Há mais de um cliente possível no Odoo por {by}: {candidates}. Uma pessoa deve decidir qual é.',
  by_tax_id: 'RNC ou cédula',
  by_email: 'e-mail',
  by_any: 'RNC, cédula ou e-mail',
  product_missing:
    'O produto «{code}» não existe no Odoo e o usuário de integração não pode criá-lo.',
  no_price: 'Não há um preço para o contrato: a venda não tem valor nem orçamento definido.',
  rate_missing:
    'A venda está em {from} e o Odoo a mantém em {to}. Crie no Odoo uma tabela de preços em {from} ou coloque a taxa em ODOO_EXCHANGE_RATES ({from}>{to}=…).',
  template_missing: 'O modelo de projeto n.º {id} não existe no Odoo. Confira a configuração.',
  plan_missing: 'Falta o plano de assinatura na configuração do Odoo.',
  rest_no_subscription: 'A assinatura ou o contrato recorrente: uma pessoa os cria no Odoo.',
  rest_no_comparison: 'A comparação de toda noite: o Odoo não pode ser consultado.',
  rest_no_choice: 'A escolha entre clientes parecidos: com mais de um candidato a entrega para.',
  rest_no_fields: 'As respostas em campos próprios do Odoo: vão na descrição da oportunidade.',
  rest_no_other_emails: 'Os demais e-mails do contato: só vai o primeiro.',
  rest_no_dry_run: 'Os avisos do Odoo antes de enviar: a prévia mostra só os nossos.',
  rest_only: 'O serviço do Odoo configurado só aceita a entrega completa do cliente.',
} as const satisfies Translation<typeof es>;
