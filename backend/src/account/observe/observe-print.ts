import type { Observation, ObservedKind } from './observe.js';

const titles = {
  token: 'Token de un solo uso (panel)',
  hook: 'Webhook de la cuenta',
  pipeline: 'Acción del embudo digital',
  bot: 'Petición de un Salesbot',
  redelivery: 'Webhook repetido por Kommo',
} as const satisfies Record<ObservedKind, string>;

/** What arrived, and which open question about Kommo it answers; Spanish. */
export function printObservation(observation: Observation): string {
  const { kind, at, facts, keys } = observation;
  return [
    `${titles[kind]} · ${at.slice(11, 19)} UTC`,
    ...Object.entries(facts).map(([name, value]) => `  ${name}: ${value}`),
    ...(keys.length === 0 ? [] : [`  ${kind === 'token' ? 'datos' : 'claves'}:`]),
    ...keys.map((key) => `    ${key}`),
    ...settledBy(observation).map((line) => `  → ${line}`),
  ].join('\n');
}

export const nameOf = (kind: ObservedKind): string => titles[kind];

/** Names of switches in quotes are those of the sandbox (`/sandbox/switches`), so that it can be set to what was seen. */
export const settledBy = ({ kind, facts }: Observation): readonly string[] =>
  verdicts[kind](facts).filter((line) => line !== '');

type Facts = Observation['facts'];

const verdicts: Readonly<Record<ObservedKind, (facts: Facts) => readonly string[]>> = {
  token: (facts) => [
    audienceVerdicts[facts['aud'] ?? ''] ?? '',
    facts['is_admin'] === 'presente'
      ? 'is_admin: el token dice quién es administrador.'
      : 'is_admin: el token no lo dice; el companion se lo pregunta a la API de Kommo.',
    facts['alg'] === 'HS256'
      ? 'alg: HS256, como está.'
      : `alg: ${facts['alg'] ?? ''}, y el companion solo acepta HS256: avise a quien lo mantiene.`,
  ],
  hook: (facts) => [encodingVerdict('la cuenta', facts), requestIdVerdict(facts)],
  pipeline: (facts) => [
    facts['acción'] === 'del widget'
      ? switchVerdict('widget-hook-as-json', facts['codificación'] === 'json')
      : encodingVerdict('el embudo digital', facts),
  ],
  bot: (facts) => [
    switchVerdict('bot-request-as-json', facts['codificación'] === 'json'),
    switchVerdict('bot-token-hs256', facts['alg'] === 'HS256'),
    facts['return_url'] === 'de la cuenta'
      ? 'return_url: de la cuenta, como está.'
      : 'return_url: de otro servidor, y por eso se rechaza: agregue su origen a KOMMO_WIDGET_ORIGINS solo si es de Kommo.',
  ],
  redelivery: (facts) => [
    switchVerdict('hook-request-id-changes', facts['x-amocrm-requestid'] === 'otro'),
  ],
};

const audienceVerdicts: Readonly<Record<string, string>> = {
  'el esperado': 'aud: el origen del Redirect URL; KOMMO_CHECK_AUDIENCE=true queda como está.',
  'el esperado sin puerto': 'aud: sin el puerto, que también se acepta; nada que cambiar.',
  vacío:
    'aud: vacío, porque la integración no tiene Redirect URL. Póngalo, o KOMMO_CHECK_AUDIENCE=false.',
  ausente: 'aud: no viene. Ponga el Redirect URL en la integración, o KOMMO_CHECK_AUDIENCE=false.',
  otro: 'aud: de otra dirección. Copie el Redirect URL de la integración en KOMMO_REDIRECT_URI.',
};

const switchVerdict = (name: string, on: boolean): string =>
  `"${name}" del sandbox: ${on ? 'encendido' : 'apagado'}.`;

const encodingVerdict = (what: string, facts: Facts): string =>
  `Los webhooks de ${what} llegan como ${facts['codificación'] ?? ''} (anunciado: ${facts['anunciada'] ?? ''}); se aceptan los dos.`;

const requestIdVerdict = (facts: Facts): string =>
  facts['x-amocrm-requestid'] === 'presente'
    ? 'x-amocrm-requestid viene; si se repite al reintentar lo dirá un webhook repetido.'
    : 'x-amocrm-requestid no viene: las repeticiones se reconocen por su contenido.';
