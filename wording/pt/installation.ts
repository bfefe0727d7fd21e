import type { installation as es } from '../es/installation.js';
import type { Translation } from '../sentence.js';

export const installation = {
  command: 'pergunta o que uma conta real precisa, testa e escreve .env',
  option_language: 'idioma: es, en ou pt',
  option_all: 'pergunta tudo outra vez; Enter mantém o que há',
  opening:
    'Instalação com uma conta real do Kommo. Pergunta-se uma coisa de cada vez, e cada resposta é testada e guardada na hora: pare quando quiser (Ctrl-C) e continue com npm run setup.',
  opening_later:
    'O que não tiver à mão fica para depois escrevendo «depois». As chaves não aparecem ao digitar.',
  resumed: {
    one: 'Já está respondida {count} pergunta; ela é verificada de novo.',
    other: 'Já estão respondidas {count} perguntas; elas são verificadas de novo.',
  },
  question: 'Pergunta {number} de {total}: {what}',
  where: 'Onde: {where}',
  later_allowed: 'Se ainda não o tem, escreva «depois».',
  default: 'Enter aceita: {value}',
  keeps: 'Enter mantém o que há.',
  later_word: 'depois',
  postponed: 'Fica para depois.',
  empty: 'Falta a resposta',
  empty_remedy: 'Escreva-a, ou «depois» se ainda não a tem.',
  empty_needed_remedy: 'Escreva-a; para deixar a instalação por hoje, aperte Ctrl-C.',
  try_again: 'Escreva outra vez (Enter testa o mesmo de novo).',
  insist: 'Se tem certeza de que está certo, escreva exatamente o mesmo outra vez e fica guardado.',
  accepted_untested: 'Guardado sem poder verificar.',
  stopped:
    'Instalação interrompida. O que foi respondido fica em {file}; continue quando quiser com npm run setup.',
  lacking: 'Ainda falta: {names}. Quando o tiver, repita npm run setup: o resto fica guardado.',
  env_written: '.env foi escrito; só você pode lê-lo (0600).',
  env_unchanged: '.env já estava assim.',
  env_backup: 'O anterior ficou em {file}.',
  drawn: 'Chaves geradas ao acaso: {names}.',
  packing: 'Empacotando o widget…',
  packed: 'Pronto: {file}',
  pack_failed: 'Não foi possível empacotar o widget: {reason}',
  pack_remedy: 'Repita com npm run widget:pack quando estiver corrigido.',
  planning: 'O que mudaria na conta do Kommo:',
  confirm: 'Faço agora? Escreva «sim» para fazer; Enter não faz nada.',
  yes_words: 'sim,s',
  not_applied: 'Nada mudou no Kommo. Quando quiser: npm run provision -- apply',
  no_token:
    'Sem token a conta é conectada depois, e então etapas e campos são criados com npm run provision -- apply.',
  left: 'O que falta fazer à mão:',
  left_postponed: 'Conseguir o que deixou para depois ({names}) e repetir npm run setup.',
  left_proxy:
    'Que {address} chegue a esta máquina por https, porta {port}: DNS e proxy (deploy/LEAME.md).',
  left_zip:
    'Kommo → Configurações → Integrações → sua integração → enviar o arquivo {file}, e instalar o widget.',
  left_widget:
    'Nas configurações do widget no Kommo: endereço do companion {address} e a chave de webhooks (KOMMO_HOOK_SECRET, em .env).',
  left_start: 'Iniciar: npm start (ou como serviço: deploy/LEAME.md).',
  left_connect: 'Conectar a conta: abrir {address}/oauth/start como administrador do Kommo.',
  left_bots:
    'Salesbots e modelos de WhatsApp: npm run provision -- bots deixa os arquivos e os passos; npm run provision -- templates envia os modelos à Meta.',
  left_meta:
    'Meta → seu aplicativo → Webhooks → Page → endereço {address}/webhooks/meta, campo leadgen, e como token de verificação o META_VERIFY_TOKEN de .env.',
  left_consent:
    'Se recebe leads do InLead, de anúncios da Meta ou de outra página: escreva em .env o texto de consentimento de cada uma (CONSENT_TEXT_…).',
  left_check: 'Verificar tudo: npm run doctor; e ensaiar o caminho inteiro: npm run rehearse.',
  public_url: 'o endereço https em que estará o companion',
  public_url_where:
    'um subdomínio da firma, por exemplo https://leads.suafirma.com. Quem cuida do domínio o aponta para esta máquina; ainda não precisa responder.',
  subdomain: 'o endereço da sua conta do Kommo',
  subdomain_where:
    'abra o Kommo e copie o que o navegador mostra, por exemplo https://suafirma.kommo.com',
  token: 'o token de longa duração do Kommo',
  token_where:
    'Kommo → Configurações → Integrações → Criar integração (privada), com Redirect URL {redirect} e acesso à conta; depois, nessa integração, Chaves e escopos → Gerar token de longa duração. Um administrador deve fazê-lo.',
  account_id: 'o número da conta do Kommo',
  account_id_where: 'Kommo → Configurações → Geral',
  client_id: 'o ID da integração do Kommo',
  client_id_where: 'a mesma página, Chaves e escopos → ID da integração',
  client_secret: 'a chave secreta da integração do Kommo',
  client_secret_where: 'a mesma página, Chaves e escopos → Chave secreta',
  whatsapp: 'o WhatsApp da firma',
  whatsapp_where: 'o número conectado no Kommo, como +18095550100; aparece na página de obrigado',
  tax_id: 'o RNC da firma',
  tax_id_where: 'o texto de consentimento do seu formulário o menciona (Lei 172-13)',
  firm_address: 'o endereço da firma',
  firm_address_where: 'a página de privacidade o menciona',
  privacy_email: 'o e-mail para pedidos sobre dados pessoais',
  privacy_email_where: 'um que alguém leia, por exemplo privacidade@suafirma.com',
  odoo_url: 'o endereço do Odoo',
  odoo_url_where:
    'o que o navegador mostra ao entrar no Odoo, por exemplo https://suafirma.odoo.com. Sem Odoo os leads ganhos esperam.',
  odoo_database: 'o nome do banco de dados do Odoo',
  odoo_database_where:
    'Odoo → menu do seu usuário → Sobre, ou a lista ao entrar; no Odoo Online é o que vem antes de .odoo.com',
  odoo_login: 'o usuário de integração do Odoo',
  odoo_login_where: 'o e-mail com que esse usuário entra: Odoo → Configurações → Usuários',
  odoo_key: 'uma chave API desse usuário do Odoo',
  odoo_key_where:
    'entre no Odoo com esse usuário → Meu perfil → Segurança da conta → Nova chave API',
  meta_secret: 'a chave secreta do aplicativo da Meta (para anúncios com formulário)',
  meta_secret_where:
    'developers.facebook.com → seu aplicativo → Configurações → Básico → Chave secreta. Sem anúncios com formulário da Meta, «depois».',
  meta_token: 'um token de longa duração da página do Facebook',
  meta_token_where:
    'Meta Business → Usuários do sistema → Gerar token, com leads_retrieval e pages_manage_metadata, para a página',
  kommo_found: 'Kommo: {name}, conta n.º {id}',
  kommo_wrong_token: 'O Kommo não aceita esse token',
  kommo_wrong_token_remedy:
    'Copie-o inteiro outra vez; se o fechou sem copiar, gere outro. Deve ser da conta {address}.',
  kommo_not_there: 'Nesse endereço o Kommo não respondeu',
  kommo_not_there_remedy: 'Verifique o endereço e a conexão desta máquina com a internet.',
  kommo_wrong_client: 'O Kommo não reconhece a integração com esse ID e essa chave',
  kommo_wrong_client_remedy:
    'Copie os dois outra vez da mesma página (Chaves e escopos) e verifique que o Redirect URL seja {redirect}.',
  client_found: 'O Kommo reconhece a integração',
  odoo_there: 'Odoo {version}',
  meta_page: 'Página do Facebook n.º {id}',
} as const satisfies Translation<typeof es>;
