/** What `npm run setup` asks, what it finds, and what is left for a person. */
export const installation = {
  command: 'pregunta lo que hace falta para una cuenta real, lo prueba y escribe .env',
  option_language: 'idioma: es, en o pt',
  option_all: 'vuelve a preguntar todo; Enter conserva lo que hay',
  opening:
    'Instalación con una cuenta real de Kommo. Se pregunta una cosa a la vez y cada respuesta se prueba y se guarda enseguida: puede parar cuando quiera (Ctrl-C) y seguir con npm run setup.',
  opening_later:
    'Lo que no tenga a mano se deja para después escribiendo «luego». Las claves no se ven al escribirlas.',
  resumed: {
    one: 'Ya está contestada {count} pregunta; se comprueba de nuevo.',
    other: 'Ya están contestadas {count} preguntas; se comprueban de nuevo.',
  },
  question: 'Pregunta {number} de {total}: {what}',
  where: 'Dónde: {where}',
  later_allowed: 'Si no lo tiene todavía, escriba «luego».',
  default: 'Enter acepta: {value}',
  keeps: 'Enter conserva lo que hay.',
  later_word: 'luego',
  postponed: 'Queda para después.',
  empty: 'Falta la respuesta',
  empty_remedy: 'Escríbala, o «luego» si no la tiene todavía.',
  empty_needed_remedy: 'Escríbala; para dejar la instalación por hoy, pulse Ctrl-C.',
  try_again: 'Escríbalo otra vez (Enter prueba de nuevo lo mismo).',
  insist:
    'Si está seguro de que es correcto, escriba exactamente lo mismo otra vez y se guarda así.',
  accepted_untested: 'Guardado sin poder comprobarlo.',
  stopped:
    'Instalación detenida. Lo contestado queda guardado en {file}; siga cuando quiera con npm run setup.',
  lacking:
    'Falta todavía: {names}. Cuando lo tenga, repita npm run setup: lo demás queda guardado.',
  env_written: 'Escrito .env, que solo puede leer usted (0600).',
  env_unchanged: '.env ya estaba así.',
  env_backup: 'El anterior quedó en {file}.',
  drawn: 'Claves generadas al azar: {names}.',
  packing: 'Empaquetando el widget…',
  packed: 'Listo: {file}',
  pack_failed: 'No se pudo empaquetar el widget: {reason}',
  pack_remedy: 'Repita con npm run widget:pack cuando esté corregido.',
  planning: 'Lo que cambiaría en la cuenta de Kommo:',
  confirm: '¿Lo hago ahora? Escriba «sí» para hacerlo; Enter no hace nada.',
  yes_words: 'sí,si,s',
  not_applied: 'No se cambió nada en Kommo. Cuando quiera: npm run provision -- apply',
  no_token:
    'Sin token la cuenta se conecta después, y entonces se crean etapas y campos con npm run provision -- apply.',
  left: 'Lo que queda por hacer a mano:',
  left_postponed: 'Conseguir lo que dejó para después ({names}) y repetir npm run setup.',
  left_proxy:
    'Que {address} llegue a esta máquina por https, al puerto {port}: DNS y proxy (deploy/LEAME.md).',
  left_zip:
    'Kommo → Ajustes → Integraciones → su integración → subir el archivo {file}, e instalar el widget.',
  left_widget:
    'En los ajustes del widget en Kommo: dirección del companion {address} y la clave de webhooks (KOMMO_HOOK_SECRET, en .env).',
  left_start: 'Arrancar: npm start (o como servicio: deploy/LEAME.md).',
  left_connect: 'Conectar la cuenta: abrir {address}/oauth/start como administrador de Kommo.',
  left_bots:
    'Salesbots y plantillas de WhatsApp: npm run provision -- bots deja los archivos y los pasos; npm run provision -- templates manda las plantillas a Meta.',
  left_meta:
    'Meta → su aplicación → Webhooks → Page → dirección {address}/webhooks/meta, campo leadgen, y como token de verificación el META_VERIFY_TOKEN de .env.',
  left_consent:
    'Si recibe leads de InLead, de anuncios de Meta o de otra página: escriba en .env el texto de consentimiento de cada una (CONSENT_TEXT_…).',
  left_check: 'Comprobar todo: npm run doctor; y ensayar el recorrido completo: npm run rehearse.',
  public_url: 'la dirección https en que estará el companion',
  public_url_where:
    'un subdominio de la firma, por ejemplo https://leads.sufirma.com. Quien maneja el dominio lo apunta a esta máquina; no tiene que responder todavía.',
  subdomain: 'la dirección de su cuenta de Kommo',
  subdomain_where:
    'abra Kommo y copie lo que ve en la barra del navegador, por ejemplo https://sufirma.kommo.com',
  token: 'el token de larga duración de Kommo',
  token_where:
    'Kommo → Ajustes → Integraciones → Crear integración (privada), con Redirect URL {redirect} y acceso a la cuenta; luego, en esa integración, Claves y alcances → Generar token de larga duración. Debe hacerlo un administrador.',
  account_id: 'el número de la cuenta de Kommo',
  account_id_where: 'Kommo → Ajustes → General',
  client_id: 'el ID de la integración de Kommo',
  client_id_where: 'la misma página, Claves y alcances → ID de integración',
  client_secret: 'la clave secreta de la integración de Kommo',
  client_secret_where: 'la misma página, Claves y alcances → Clave secreta',
  whatsapp: 'el WhatsApp de la firma',
  whatsapp_where:
    'el número conectado en Kommo, como +18095550100; aparece en la página de gracias',
  tax_id: 'el RNC de la firma',
  tax_id_where: 'lo nombra el texto de consentimiento de su formulario (Ley 172-13)',
  firm_address: 'la dirección de la firma',
  firm_address_where: 'la nombra la página de privacidad',
  privacy_email: 'el correo para solicitudes de datos personales',
  privacy_email_where: 'uno que alguien lea, por ejemplo privacidad@sufirma.com',
  odoo_url: 'la dirección de Odoo',
  odoo_url_where:
    'lo que ve en la barra del navegador al entrar en Odoo, por ejemplo https://sufirma.odoo.com. Sin Odoo los leads ganados esperan.',
  odoo_database: 'el nombre de la base de datos de Odoo',
  odoo_database_where:
    'Odoo → menú de su usuario → Acerca de, o la lista al entrar; en Odoo Online es lo que va antes de .odoo.com',
  odoo_login: 'el usuario de integración de Odoo',
  odoo_login_where: 'el correo con que entra ese usuario: Odoo → Ajustes → Usuarios',
  odoo_key: 'una clave API de ese usuario de Odoo',
  odoo_key_where:
    'entre en Odoo con ese usuario → Mi perfil → Seguridad de la cuenta → Nueva clave API',
  meta_secret: 'la clave secreta de la aplicación de Meta (para anuncios con formulario)',
  meta_secret_where:
    'developers.facebook.com → su aplicación → Configuración → Básica → Clave secreta. Sin anuncios con formulario de Meta, «luego».',
  meta_token: 'un token de larga duración de la página de Facebook',
  meta_token_where:
    'Meta Business → Usuarios del sistema → Generar token, con leads_retrieval y pages_manage_metadata, para la página',
  kommo_found: 'Kommo: {name}, cuenta n.º {id}',
  kommo_wrong_token: 'Kommo no acepta ese token',
  kommo_wrong_token_remedy:
    'Cópielo entero otra vez; si lo cerró sin copiarlo, genere otro. Debe ser de la cuenta {address}.',
  kommo_not_there: 'En esa dirección no respondió Kommo',
  kommo_not_there_remedy: 'Compruebe la dirección y la conexión a internet de esta máquina.',
  kommo_wrong_client: 'Kommo no reconoce la integración con ese ID y esa clave',
  kommo_wrong_client_remedy:
    'Copie otra vez los dos de la misma página (Claves y alcances) y compruebe que su Redirect URL sea {redirect}.',
  client_found: 'Kommo reconoce la integración',
  odoo_there: 'Odoo {version}',
  meta_page: 'Página de Facebook n.º {id}',
} as const;
