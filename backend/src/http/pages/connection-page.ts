import type { ConnectRefusal } from '../../account/connection/connection.js';

export interface Page {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** What to do next, one step a line. */
  readonly steps: readonly string[];
}

export const connectedPage: Page = {
  status: 200,
  title: 'Kommo está conectado',
  text: 'La integración ya tiene acceso a la cuenta. Los leads que esperaban se envían solos.',
  steps: ['Puede cerrar esta ventana y volver a Kommo.'],
};

const again = 'Abra de nuevo la página de conexión e inténtelo otra vez.';

/** What a person reads when the connection did not come about, and what to do. */
export const refusalPages = {
  denied: page(400, 'No se dio el permiso', 'En Kommo se eligió no permitir el acceso.', [
    'Si fue sin querer, abra de nuevo la página de conexión y elija «Permitir».',
  ]),
  unreadable: page(
    400,
    'La respuesta no viene de Kommo',
    'La dirección o el código no tienen la forma que usa Kommo.',
    [again],
  ),
  spent_state: page(
    400,
    'Este intento ya venció',
    'Cada intento de conexión vale veinte minutos y una sola vez.',
    [again],
  ),
  other_account: page(
    403,
    'Es otra cuenta de Kommo',
    'El permiso se dio en una cuenta distinta de la configurada. No se guardó nada.',
    [
      'Entre en la cuenta correcta de Kommo y repita la conexión.',
      'Si la cuenta cambió, corrija KOMMO_SUBDOMAIN y KOMMO_ACCOUNT_ID.',
    ],
  ),
  not_admin: page(
    403,
    'Hace falta un administrador',
    'El permiso lo dio una persona sin derechos de administrador. No se guardó nada.',
    ['Pida a un administrador de la cuenta que abra la página de conexión.'],
  ),
  bad_code: page(
    400,
    'Kommo no aceptó el código',
    'El código o el token venció, ya se usó o fue revocado. Un código vale veinte minutos y una sola vez.',
    [again, 'Si pega un código a mano, cópielo recién generado.'],
  ),
  bad_client: page(
    502,
    'Kommo no reconoce la integración',
    'El ID, la clave secreta o la dirección de retorno no coinciden con los de Kommo.',
    [
      'En Kommo: Ajustes → Integraciones → su integración → Claves y alcances.',
      'Compare KOMMO_CLIENT_ID, KOMMO_CLIENT_SECRET y KOMMO_REDIRECT_URI, reinicie y repita.',
    ],
  ),
  no_key: page(
    503,
    'Falta la clave de cifrado',
    'Sin ENCRYPTION_KEY no se puede guardar el permiso: los tokens solo se guardan cifrados.',
    ['Genere una con: openssl rand -hex 32', 'Póngala en ENCRYPTION_KEY y reinicie.'],
  ),
  busy: page(429, 'Demasiados intentos', 'Hay muchos intentos de conexión a la vez.', [
    'Espere un minuto y repita.',
  ]),
  unreachable: page(503, 'Kommo no responde', 'No hubo respuesta de Kommo. No se guardó nada.', [
    'Espere un momento y repita.',
  ]),
  payment_required: page(
    503,
    'La cuenta de Kommo tiene el plan vencido',
    'Kommo no atiende llamadas mientras el plan o la prueba estén vencidos.',
    ['Renueve el plan en Kommo y repita la conexión.'],
  ),
  blocked: page(
    503,
    'Kommo bloqueó el acceso',
    'Kommo rechaza las llamadas de este servidor por exceso de uso.',
    ['Escriba al soporte de Kommo con la dirección IP del servidor.'],
  ),
} as const satisfies Record<ConnectRefusal, Page>;

function page(status: number, title: string, text: string, steps: readonly string[]): Page {
  return { status, title, text, steps };
}

/** No script, no foreign resource, no value of the request: nothing in it can be injected. */
export const pageHtml = ({ title, text, steps }: Page, style: string): string =>
  documentHtml(
    title,
    style,
    `<p>${text}</p><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>
<p><a href="/oauth/start">Conectar con Kommo</a> · <a href="/oauth/code">Pegar un código o token</a></p>`,
  );

/** The form for a code or a long-lived token. `state` is ours: base64url and dots. */
export const formHtml = (state: string, style: string): string =>
  documentHtml(
    'Conectar con un código o un token',
    style,
    `<p>En Kommo: Ajustes → Integraciones → su integración privada → <b>Claves y alcances</b>. Copie el código de
autorización (vale 20 minutos) o genere un token de larga duración, y péguelo aquí.</p>
<form method="post" action="/oauth/code">
<input type="hidden" name="state" value="${state}">
<label for="text">Código o token</label>
<textarea id="text" name="text" rows="6" required autocomplete="off" spellcheck="false"></textarea>
<button type="submit">Conectar</button>
</form>
<p><a href="/oauth/start">Conectar con Kommo sin copiar nada</a></p>`,
  );

const documentHtml = (title: string, style: string, body: string): string => `<!doctype html>
<html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>
`;

export const pageStyle = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:2rem 1rem}\
main{max-width:34rem;margin:0 auto}h1{font-size:1.4rem}label{display:block;font-weight:600;margin-top:1rem}\
textarea{width:100%;box-sizing:border-box;font:14px monospace;margin:.25rem 0 1rem}\
button{font:inherit;padding:.5rem 1.25rem}`;
