import type { meta as es } from '../es/meta.js';
import type { Translation } from '../sentence.js';

export const meta: Translation<typeof es> = {
  unreachable: 'A Meta não respondeu; tenta-se de novo automaticamente.',
  no_token:
    'Falta o token da página: defina META_PAGE_TOKEN e META_PAGE_ID. Os leads esperam e entram depois.',
  token_dead:
    'A Meta não aceita mais o token da página. Gere um novo no aplicativo da Meta e coloque-o em META_PAGE_TOKEN; os leads esperam e entram depois.',
  limit: 'A Meta pede uma pausa de {minutes} minutos; depois continua sozinho.',
  gone: 'A Meta não mostra este lead: foi apagado, é de outra página, ou falta ao aplicativo o acesso no Gerenciador de acesso a leads.',
  unknown_lead: 'A Meta não conhece este lead: os do botão «Testar» do painel não existem.',
  denied:
    'A Meta nega o acesso (código {error}): dê ao aplicativo leads_retrieval e o acesso no Gerenciador de acesso a leads. Os leads esperam e entram depois.',
  version_over:
    'A Meta encerrou esta versão da API: coloque uma mais nova em META_GRAPH_VERSION. Os leads esperam e entram depois.',
  refused: 'A Meta recusou a consulta (código {error}).',
  no_contact:
    'O formulário não deu com quem falar: escreva o contato que ler nas respostas, ou diga em «Captação» o que significa cada campo.',
  connection: 'Anúncios da Meta',
  not_set: 'Sem configurar: os formulários da Meta não chegam sozinhos',
  not_set_remedy:
    'Defina META_APP_SECRET, META_VERIFY_TOKEN, META_PAGE_TOKEN e META_PAGE_ID (explicado em .env.example).',
  partly_set: 'Faltam: {missing}',
  page_told: 'A página {page} avisa dos seus leads',
  page_silent: 'A página {page} não avisa este aplicativo dos seus leads',
  page_silent_remedy:
    'Inscreva o aplicativo na página com o campo leadgen (POST /{page}/subscribed_apps).',
  check_remedy: 'Corrija o que a Meta diz e olhe de novo.',
  version: 'Versão da API da Meta',
  version_fine: '{version}; a Meta não anuncia o fim em 90 dias',
  version_ends: '{version} termina em {day}',
  version_ended: '{version} terminou em {day}',
  version_remedy: 'Coloque uma versão mais nova em META_GRAPH_VERSION e reinicie.',
  token: 'Token da página da Meta',
  token_endless: 'Não termina sozinho',
  token_ends: 'Vale até {day}',
  token_ended: 'A Meta já não o aceita',
  token_may_not: 'Falta a permissão leads_retrieval: não pode ler as respostas',
  token_remedy:
    'Gere um novo no aplicativo da Meta, com leads_retrieval, e coloque-o em META_PAGE_TOKEN.',
  catch_up: 'Leads que a Meta não avisou',
  catch_up_none: 'Ainda não foram procurados',
  catch_up_at: 'Procurados pela última vez em {at}; repete-se a cada 15 minutos',
  catch_up_remedy: 'Corrija o que a Meta diz acima; a busca se repete sozinha.',
  evidence: 'Entrega das mensagens de WhatsApp',
  evidence_meta: 'A Meta diz: entregue, lida ou falhou',
  evidence_kommo: 'Só se sabe que a mensagem saiu da Kommo; nada diz se chegou',
};
