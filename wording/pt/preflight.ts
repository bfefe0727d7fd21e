import type { preflight as es } from '../es/preflight.js';
import type { Translation } from '../sentence.js';

export const preflight = {
  connection: 'Conexão',
  version: 'Versão',
  user: 'Usuário de integração',
  currency: 'Moeda',
  language: 'Idioma dos clientes',
  key_expiry: 'Vencimento da chave',
  module: 'Módulo {name}',
  rights: 'Permissões sobre {model}',
  field: 'Campo {name} da oportunidade',
  product: 'Produto {code}',
  template: 'Modelo de projeto n.º {id}',
  manager: 'Responsável {login}',
  plan: 'Plano de assinatura',
  server: 'Odoo {version}, transporte {transport}, banco de dados «{database}»',
  user_found: 'n.º {id}',
  not_installed: 'Não instalado',
  granted: 'Suficientes',
  lacking: 'Falta: {operations}',
  exists: 'Existe',
  absent: 'Não existe',
  readonly: 'Existe, mas não pode ser escrito',
  none: 'Nenhum dos configurados está instalado',
  rate_missing: 'O Odoo usa {to}; não há tabela de preços em {from} nem taxa {from}>{to}',
  no_sales: 'O módulo Vendas não está instalado, portanto não há produtos',
  expires: 'Vence em {day}',
  not_carried: 'O que o REST não leva',
  not_carried_found: '{sentences}',
  not_carried_remedy: 'Para tudo isso use a API do Odoo (ODOO_TRANSPORT=auto).',
  not_rehearsed:
    'Este serviço não sabe ensaiar: endereço e chave valem, as permissões não foram verificadas',
  not_rehearsed_remedy:
    'Atualize o addon kommo_leads, ou faça uma entrega de teste e exclua-a no Odoo.',
  never_expires: 'Não vence, ou a versão não indica',
  version_remedy: 'Foi testado com Odoo 16 a 19. Verifique uma entrega de teste antes de usá-la.',
  module_remedy: 'Instale o módulo no Odoo ou remova-o da configuração.',
  rights_remedy:
    'Adicione ao usuário de integração os grupos: Vendas / Todos os documentos, Projeto / Administrador, Criação de contatos e, para contratos OCA, Faturamento / Administrador.',
  field_remedy: 'Corrija o nome do campo na configuração.',
  product_remedy: 'Crie o produto com essa referência interna ou dê permissão para criar produtos.',
  template_remedy: 'Corrija o número do modelo na configuração.',
  manager_remedy: 'Corrija o usuário na configuração ou crie-o no Odoo.',
  plan_remedy: 'Indique na configuração um plano de assinatura que exista.',
  language_remedy: 'Instale o espanhol no Odoo, ou os clientes ficarão no idioma padrão.',
  currency_remedy:
    'Crie no Odoo uma tabela de preços nessa moeda ou coloque a taxa em ODOO_EXCHANGE_RATES; sem nenhuma, a entrega para.',
  key_expiry_remedy: 'Gere uma chave nova e adicione-a como segunda chave antes dessa data.',
  rehearsal: 'Ensaio de uma entrega',
  rehearsed: 'O Odoo aceitou cada registro de uma entrega, e o desfez',
  kept: 'O Odoo guardou a linha de teste',
  kept_records:
    'O Odoo guardou a linha de teste: cliente n.º {customer}, oportunidade n.º {opportunity}',
  kept_remedy:
    'Apague no Odoo os registros “{name}”. O serviço deve desfazer o que recebe com dry_run: até lá, não verifique de novo.',
  rehearsal_remedy: 'Corrija o que o Odoo diz, ou dê o grupo que falta, e verifique de novo.',
} as const satisfies Translation<typeof es>;
