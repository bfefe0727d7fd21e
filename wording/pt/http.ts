import type { http as es } from '../es/http.js';
import type { Translation } from '../sentence.js';

export const http = {
  no_such_address: '{path} não existe.',
  use_method: 'Foi recebido {method}; use {allowed}.',
  ask_an_administrator: 'Peça a um administrador da conta da Kommo que abra esta página.',
  send_bearer: 'Envie o cabeçalho "Authorization: Bearer <{variable}>".',
  wrong_bearer: 'O token não corresponde a {variable}.',
  send_json: 'Envie "Content-Type: application/json".',
  open_from_card: 'Abra o painel pelo cartão do lead na Kommo.',
  panel_of_another_account: 'Este painel está conectado a outra conta da Kommo.',
  not_as_agreed: 'O valor não é o combinado.',
  schema_says: '{message}',
  home: 'Account SRL · integração com a Kommo',
  home_account: 'Conta da Kommo: {subdomain}',
  home_odoo: 'Odoo: {address}',
  home_no_odoo: 'Odoo: não configurado',
  home_state: 'Estado: /health/ready',
  too_deep: 'O JSON está aninhado fundo demais.',
} as const satisfies Translation<typeof es>;
