/** What arrives from Kommo on the first day, and which open question it answers. */
export const observe = {
  title_token: 'Token de un solo uso (panel)',
  title_hook: 'Webhook de la cuenta',
  title_pipeline: 'Acción del embudo digital',
  title_bot: 'Petición de un Salesbot',
  title_redelivery: 'Webhook repetido por Kommo',
  claims: 'datos',
  keys: 'claves',
  fact_encoding: 'codificación',
  fact_announced: 'anunciada',
  fact_request: 'petición',
  fact_action: 'acción',
  value_accepted: 'aceptada',
  value_refused: 'rechazada',
  value_present: 'presente',
  value_absent: 'ausente',
  value_expected: 'el esperado',
  value_without_port: 'el esperado sin puerto',
  value_empty: 'vacío',
  value_other: 'otro',
  value_same: 'el mismo',
  value_of_account: 'de la cuenta',
  value_of_other_server: 'de otro servidor',
  value_of_widget: 'del widget',
  value_send_webhook: 'enviar webhook',
  kind_null: '‹nulo›',
  kind_boolean: '‹sí o no›',
  kind_number: '‹número›',
  kind_object: '‹objeto›',
  kind_empty: '‹vacío›',
  kind_numeric_text: '‹número en texto›',
  kind_text: '‹texto›',
  is_admin_told: 'is_admin: el token dice quién es administrador.',
  is_admin_untold: 'is_admin: el token no lo dice; el companion se lo pregunta a la API de Kommo.',
  alg_known: 'alg: HS256, como está.',
  alg_unknown: 'alg: {alg}, y el companion solo acepta HS256: avise a quien lo mantiene.',
  return_url_own: 'return_url: de la cuenta, como está.',
  return_url_foreign:
    'return_url: de otro servidor, y por eso se rechaza: agregue su origen a KOMMO_WIDGET_ORIGINS solo si es de Kommo.',
  aud_expected: 'aud: el origen del Redirect URL; KOMMO_CHECK_AUDIENCE=true queda como está.',
  aud_without_port: 'aud: sin el puerto, que también se acepta; nada que cambiar.',
  aud_empty:
    'aud: vacío, porque la integración no tiene Redirect URL. Póngalo, o KOMMO_CHECK_AUDIENCE=false.',
  aud_absent:
    'aud: no viene. Ponga el Redirect URL en la integración, o KOMMO_CHECK_AUDIENCE=false.',
  aud_other:
    'aud: de otra dirección. Copie el Redirect URL de la integración en KOMMO_REDIRECT_URI.',
  switch_on: '"{name}" del sandbox: encendido.',
  switch_off: '"{name}" del sandbox: apagado.',
  hooks_come_as:
    'Los webhooks de la cuenta llegan como {encoding} (anunciado: {announced}); se aceptan los dos.',
  actions_come_as:
    'Los webhooks del embudo digital llegan como {encoding} (anunciado: {announced}); se aceptan los dos.',
  request_id_comes:
    'x-amocrm-requestid viene; si se repite al reintentar lo dirá un webhook repetido.',
  request_id_absent: 'x-amocrm-requestid no viene: las repeticiones se reconocen por su contenido.',
  no_database:
    'La base de datos no responde: sin ella no se puede observar. Ejecute npm run doctor.',
  all_came: 'Llegó todo.',
  not_come: 'No llegó: {names}.',
  opening: {
    one: 'Observando durante {count} minuto lo que recibe el companion, que debe estar en marcha.',
    other:
      'Observando durante {count} minutos lo que recibe el companion, que debe estar en marcha.',
  },
  opening_kept:
    'Se guarda la forma de lo primero de cada clase, nunca un nombre, teléfono, correo ni token.',
  opening_do:
    'Ahora, en Kommo: abra un lead (panel), muévalo de etapa, dispare una acción del embudo y un Salesbot.',
} as const;
