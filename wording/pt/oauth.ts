import type { oauth as es } from '../es/oauth.js';
import type { Translation } from '../sentence.js';

export const oauth = {
  connected: 'A Kommo está conectada',
  connected_text:
    'A integração já tem acesso à conta. Os leads que esperavam são enviados sozinhos.',
  close: 'Você pode fechar esta janela e voltar à Kommo.',
  again: 'Abra de novo a página de conexão e tente outra vez.',
  denied: 'A permissão não foi dada',
  denied_text: 'Na Kommo foi escolhido não permitir o acesso.',
  denied_step: 'Se foi sem querer, abra de novo a página de conexão e escolha «Permitir».',
  unreadable: 'A resposta não vem da Kommo',
  unreadable_text: 'O endereço ou o código não têm a forma que a Kommo usa.',
  spent_state: 'Esta tentativa já venceu',
  spent_state_text: 'Cada tentativa de conexão vale vinte minutos e uma única vez.',
  other_account: 'É outra conta da Kommo',
  other_account_text:
    'A permissão foi dada em uma conta diferente da configurada. Nada foi guardado.',
  other_account_step: 'Entre na conta certa da Kommo e repita a conexão.',
  other_account_changed: 'Se a conta mudou, corrija KOMMO_SUBDOMAIN e KOMMO_ACCOUNT_ID.',
  not_admin: 'É preciso um administrador',
  not_admin_text:
    'A permissão foi dada por uma pessoa sem direitos de administrador. Nada foi guardado.',
  not_admin_step: 'Peça a um administrador da conta que abra a página de conexão.',
  bad_code: 'A Kommo não aceitou o código',
  bad_code_text:
    'O código ou o token venceu, já foi usado ou foi revogado. Um código vale vinte minutos e uma única vez.',
  bad_code_step: 'Se você cola um código à mão, copie-o recém-gerado.',
  bad_client: 'A Kommo não reconhece a integração',
  bad_client_text: 'O ID, a chave secreta ou o endereço de retorno não correspondem aos da Kommo.',
  bad_client_where: 'Na Kommo: Configurações → Integrações → sua integração → Chaves e escopos.',
  bad_client_step:
    'Compare KOMMO_CLIENT_ID, KOMMO_CLIENT_SECRET e KOMMO_REDIRECT_URI, reinicie e repita.',
  no_key: 'Falta a chave de criptografia',
  no_key_text:
    'Sem ENCRYPTION_KEY não é possível guardar a permissão: os tokens só são guardados cifrados.',
  no_key_make: 'Gere uma com: openssl rand -hex 32',
  no_key_step: 'Coloque-a em ENCRYPTION_KEY e reinicie.',
  busy: 'Tentativas demais',
  busy_text: 'Há muitas tentativas de conexão ao mesmo tempo.',
  busy_step: 'Espere um minuto e repita.',
  unreachable: 'A Kommo não responde',
  unreachable_text: 'Não houve resposta da Kommo. Nada foi guardado.',
  unreachable_step: 'Espere um momento e repita.',
  payment_required: 'O plano da conta da Kommo está vencido',
  payment_required_text:
    'A Kommo não atende chamadas enquanto o plano ou o teste estiverem vencidos.',
  payment_required_step: 'Renove o plano na Kommo e repita a conexão.',
  blocked: 'A Kommo bloqueou o acesso',
  blocked_text: 'A Kommo recusa as chamadas deste servidor por excesso de uso.',
  blocked_step: 'Escreva ao suporte da Kommo com o endereço IP do servidor.',
  connect: 'Conectar à Kommo',
  paste: 'Colar um código ou token',
  form: 'Conectar com um código ou um token',
  form_text:
    'Na Kommo: Configurações → Integrações → sua integração privada → Chaves e escopos. Copie o código de autorização (vale 20 minutos) ou gere um token de longa duração, e cole-o aqui.',
  form_label: 'Código ou token',
  form_button: 'Conectar',
  connect_without: 'Conectar à Kommo sem copiar nada',
} as const satisfies Translation<typeof es>;
