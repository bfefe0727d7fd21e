/** What a caller of an address did wrong, and what to do instead. */
export const http = {
  no_such_address: 'No existe {path}.',
  use_method: 'Se recibió {method}; use {allowed}.',
  ask_an_administrator: 'Pida a un administrador de la cuenta de Kommo que abra esta página.',
  send_bearer: 'Envíe la cabecera "Authorization: Bearer <{variable}>".',
  wrong_bearer: 'El token no coincide con {variable}.',
  send_json: 'Envíe "Content-Type: application/json".',
  open_from_card: 'Abra el panel desde la tarjeta del lead en Kommo.',
  panel_of_another_account: 'Este panel está conectado a otra cuenta de Kommo.',
  not_as_agreed: 'El valor no es el acordado.',
  schema_says: '{message}',
  home: 'Account SRL · integración con Kommo',
  home_account: 'Cuenta de Kommo: {subdomain}',
  home_odoo: 'Odoo: {address}',
  home_no_odoo: 'Odoo: sin configurar',
  home_state: 'Estado: /health/ready',
  too_deep: 'El JSON está anidado a demasiada profundidad.',
} as const;
