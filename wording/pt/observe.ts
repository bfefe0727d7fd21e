import type { observe as es } from '../es/observe.js';
import type { Translation } from '../sentence.js';

export const observe = {
  title_token: 'Token de uso único (painel)',
  title_hook: 'Webhook da conta',
  title_pipeline: 'Ação do funil digital',
  title_bot: 'Requisição de um Salesbot',
  title_redelivery: 'Webhook repetido pela Kommo',
  claims: 'dados',
  keys: 'chaves',
  fact_encoding: 'codificação',
  fact_announced: 'anunciada',
  fact_request: 'requisição',
  fact_action: 'ação',
  value_accepted: 'aceita',
  value_refused: 'recusada',
  value_present: 'presente',
  value_absent: 'ausente',
  value_expected: 'o esperado',
  value_without_port: 'o esperado sem porta',
  value_empty: 'vazio',
  value_other: 'outro',
  value_same: 'o mesmo',
  value_of_account: 'da conta',
  value_of_other_server: 'de outro servidor',
  value_of_widget: 'do widget',
  value_send_webhook: 'enviar webhook',
  kind_null: '‹nulo›',
  kind_boolean: '‹sim ou não›',
  kind_number: '‹número›',
  kind_object: '‹objeto›',
  kind_empty: '‹vazio›',
  kind_numeric_text: '‹número em texto›',
  kind_text: '‹texto›',
  is_admin_told: 'is_admin: o token diz quem é administrador.',
  is_admin_untold: 'is_admin: o token não diz; o companion pergunta à API da Kommo.',
  alg_known: 'alg: HS256, como está.',
  alg_unknown: 'alg: {alg}, e o companion só aceita HS256: avise quem o mantém.',
  return_url_own: 'return_url: da conta, como está.',
  return_url_foreign:
    'return_url: de outro servidor, e por isso é recusado: adicione sua origem a KOMMO_WIDGET_ORIGINS só se for da Kommo.',
  aud_expected: 'aud: a origem do Redirect URL; KOMMO_CHECK_AUDIENCE=true fica como está.',
  aud_without_port: 'aud: sem a porta, o que também é aceito; nada a mudar.',
  aud_empty:
    'aud: vazio, porque a integração não tem Redirect URL. Coloque-o, ou KOMMO_CHECK_AUDIENCE=false.',
  aud_absent: 'aud: não vem. Coloque o Redirect URL na integração, ou KOMMO_CHECK_AUDIENCE=false.',
  aud_other: 'aud: de outro endereço. Copie o Redirect URL da integração em KOMMO_REDIRECT_URI.',
  switch_on: '"{name}" do sandbox: ligado.',
  switch_off: '"{name}" do sandbox: desligado.',
  hooks_come_as:
    'Os webhooks da conta chegam como {encoding} (anunciado: {announced}); os dois são aceitos.',
  actions_come_as:
    'Os webhooks do funil digital chegam como {encoding} (anunciado: {announced}); os dois são aceitos.',
  request_id_comes:
    'x-amocrm-requestid vem; se ele se repete ao tentar de novo, um webhook repetido dirá.',
  request_id_absent: 'x-amocrm-requestid não vem: as repetições são reconhecidas pelo conteúdo.',
  no_database:
    'O banco de dados não responde: sem ele não é possível observar. Execute npm run doctor.',
  all_came: 'Chegou tudo.',
  not_come: 'Não chegou: {names}.',
  opening: {
    one: 'Observando durante {count} minuto o que o companion recebe, que deve estar em execução.',
    other:
      'Observando durante {count} minutos o que o companion recebe, que deve estar em execução.',
  },
  opening_kept:
    'Guarda-se a forma do primeiro de cada tipo, nunca um nome, telefone, e-mail nem token.',
  opening_do:
    'Agora, na Kommo: abra um lead (painel), mova-o de etapa, dispare uma ação do funil e um Salesbot.',
} as const satisfies Translation<typeof es>;
