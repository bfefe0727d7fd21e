import { send } from '../../adapters/http-client.js';
import type { Config } from '../../config.js';
import { failed, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';

/** What is allowed but better otherwise; what is not allowed has kept the companion from starting. */
export async function checkConfiguration(config: Config): Promise<readonly Check[]> {
  return [
    config.sandbox
      ? warning('Variables', 'Modo sandbox', 'Para una cuenta real, llene .env (vea .env.example).')
      : ok('Variables', 'Completas'),
    checkPublicUrl(config),
    await checkReachable(config),
    checkSecrets(config),
    checkSealing(config),
    checkAudience(config),
  ];
}

function checkPublicUrl({ publicUrl, sandbox }: Config): Check {
  const name = 'PUBLIC_URL';
  if (publicUrl.startsWith('https://') || sandbox) return ok(name, publicUrl);
  return failed(
    name,
    `${publicUrl} no es https`,
    'Ponga la dirección https pública: Kommo no llama ni carga direcciones sin https.',
  );
}

async function checkReachable({ publicUrl }: Config): Promise<Check> {
  const name = 'Companion';
  const remedy =
    'Si el companion está en marcha, revise el proxy y el DNS de PUBLIC_URL; si no, arránquelo con npm start.';
  try {
    const url = `${publicUrl}/health/live`;
    const { status } = await send({ method: 'GET', url, timeoutMs: 5_000 });
    if (status === 200) return ok(name, `Responde en ${publicUrl}`);
    return warning(name, `${publicUrl} respondió ${status}`, remedy);
  } catch {
    return warning(name, `No responde en ${publicUrl}`, remedy);
  }
}

const shortest = 16;

function checkSecrets({ sandbox, captureTokens, kommo: { hookSecrets } }: Config): Check {
  const name = 'Claves';
  const short = [
    ...(captureTokens.some(({ length }) => length < shortest) ? ['CAPTURE_TOKEN'] : []),
    ...(hookSecrets.some(({ length }) => length < shortest) ? ['KOMMO_HOOK_SECRET'] : []),
  ];
  if (short.length > 0 && !sandbox) {
    const remedy = 'Cámbielas por claves de 16 caracteres o más: openssl rand -hex 24.';
    return warning(name, `Cortas: ${short.join(', ')}`, remedy);
  }
  const rotating = [captureTokens, hookSecrets].some(({ length }) => length > 1);
  return ok(name, rotating ? 'Dos a la vez: hay un cambio de clave en curso' : 'Propias');
}

function checkSealing({ encryptionKeys, kommo: { token } }: Config): Check {
  const name = 'ENCRYPTION_KEY';
  if (encryptionKeys.length > 0) return ok(name, 'Los tokens se guardan cifrados');
  return warning(
    name,
    token === '' ? 'Falta' : 'Falta: solo vale KOMMO_TOKEN',
    'Escriba ENCRYPTION_KEY (openssl rand -hex 32) para conectar en /oauth/start y renovar solo.',
  );
}

function checkAudience({ kommo: { audience } }: Config): Check {
  const name = 'Destinatario del token';
  if (audience !== null) return ok(name, audience);
  return warning(
    name,
    'KOMMO_CHECK_AUDIENCE=false: no se comprueba',
    'Ponga el Redirect URL en la integración y KOMMO_CHECK_AUDIENCE=true.',
  );
}
