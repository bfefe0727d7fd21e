import type { provision as es } from '../es/provision.js';
import type { Translation } from '../sentence.js';

export const provision = {
  command_plan: 'mostra o que mudaria na conta da Kommo',
  option_language: 'idioma: es, en ou pt',
  command_apply: 'leva a conta da Kommo ao plano; pode ser repetido',
  no_configuration: 'Falta configuração (.env):',
  nothing_to_change: 'A conta já está como diz o plano: não há nada a mudar.',
  changes: 'Mudanças na conta da Kommo: {number}',
  conflicts: 'Conflitos que uma pessoa decide: {number}',
  done: { one: 'Feito: {count} mudança.', other: 'Feito: {count} mudanças.' },
  not_done: 'Não foi possível: {change}',
  all_done: 'A conta está como diz o plano.',
  left: {
    one: 'Falta {count} mudança: repita apply.',
    other: 'Faltam {count} mudanças: repita apply.',
  },
  manual: 'Passos que a API da Kommo não pode fazer:',
  manual_step: '{title}. {how}',
  create_group: 'Grupo de campos «{name}»: criar',
  create_field: 'Campo «{name}» ({code}): criar',
  create_choice: {
    one: 'Campo «{name}» ({code}): criar com {count} opção',
    other: 'Campo «{name}» ({code}): criar com {count} opções',
  },
  only_api: '{type}, somente API',
  add_options: 'Campo {code}: adicionar {options}',
  set_api_only: 'Campo {code}: só a API escreve nele',
  set_editable: 'Campo {code}: qualquer pessoa o edita',
  create_loss_reason: 'Motivo de perda «{name}»: criar',
  create_pipeline: {
    one: 'Funil «{name}»: criar com {count} etapa',
    other: 'Funil «{name}»: criar com {count} etapas',
  },
  create_stage: 'Etapa «{name}»: criar no funil «{pipeline}»',
  recolor_stage: 'Etapa «{name}»: cor {from} → {to}',
  no_color: 'nenhuma',
  order_stages: 'Funil «{name}»: ordenar as etapas',
  hook_missing: 'Webhook da conta: inscrever',
  hook_disabled: 'Webhook da conta: ativar de novo (a Kommo o desativou)',
  hook_events: 'Webhook da conta: adicionar os eventos que faltam',
  hooks: 'Webhooks da conta',
  hooks_how:
    'O plano ou as permissões desta conta não deixam inscrevê-los pela API (é preciso Advanced ou superior e um administrador). Na Kommo → Configurações → Integrações → Webhooks adicione este endereço com os eventos: {events}.',
  loss_reasons: 'Motivos de perda',
  loss_reasons_how: 'Kommo → Leads → Configurar funil → Motivos de perda: adicione um por linha.',
  conflict: 'O campo {code} é de outro tipo',
  conflict_how:
    'Na conta é "{found}" e precisa ser "{wanted}". A Kommo não permite mudar o tipo: remova o código desse campo ou exclua-o, e repita apply. Até lá esse dado pode não ser guardado.',
  pipeline_notice: 'Funil digital: aviso na etapa "{stage}"',
  pipeline_notice_how:
    'Kommo → Leads → {pipeline} → Automatizar → etapa "{stage}" → Adicionar ação → API: enviar webhook.',
  conversations: 'Modelos de WhatsApp e Salesbots',
  conversations_how:
    'Em «Conversas» desta página, ou com npm run provision -- bots: cada bot e modelo feito para esta conta, o que falta e os passos.',
  email: 'E-mail “{name}”',
  email_by_tag:
    'Kommo → Leads → {pipeline} → Automatizar → Adicionar ação → Enviar e-mail, com o gatilho “quando a etiqueta {tag} é adicionada”, em todas as etapas. A primeira linha abaixo é o assunto. Conecte antes a caixa de e-mail da firma (Configurações → Ferramentas de comunicação).',
  email_by_field:
    'Kommo → Leads → {pipeline} → Automatizar → Adicionar ação → Enviar e-mail, com o gatilho “quando o campo {field} muda” (se o seu plano não o tem: ao entrar em “Propuesta”). A primeira linha abaixo é o assunto.',
  no_user: '{name} não é usuário do Kommo',
  no_user_how:
    'Está na equipe com o número {id}, e ninguém veria os leads que receber. Kommo → Configurações → Usuários: convide; depois, em «Equipe» na página de configurações, escolha o usuário ou retire.',
} as const satisfies Translation<typeof es>;
