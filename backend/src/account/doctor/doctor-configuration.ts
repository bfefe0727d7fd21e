import { send } from '../../adapters/http-client.js';
import type { Config } from '../../config.js';
import { failed, ok, warning } from './doctor-check.js';
import { checkMessages } from './doctor-messages.js';
import type { Check } from './doctor-check.js';
import type { Sentence } from '../../../../wording/sentence.js';

/** What is allowed but better otherwise; what is not allowed has kept the companion from starting. */
export async function checkConfiguration(config: Config): Promise<readonly Check[]> {
  return [
    config.sandbox
      ? warning(
          { code: 'doctor.variables' },
          { code: 'doctor.sandbox_mode' },
          { code: 'doctor.sandbox_mode_remedy' },
        )
      : ok({ code: 'doctor.variables' }, { code: 'doctor.complete' }),
    checkPublicUrl(config),
    await checkReachable(config),
    checkSecrets(config),
    checkSealing(config),
    checkAudience(config),
    ...checkMessages(config),
  ];
}

/** Kommo calls https only. */
export function checkPublicUrl({ publicUrl, sandbox }: Config): Check {
  const name = 'PUBLIC_URL';
  if (publicUrl.startsWith('https://') || sandbox) return ok(name, publicUrl);
  return failed(
    name,
    { code: 'doctor.not_https', params: { address: publicUrl } },
    { code: 'doctor.not_https_remedy' },
  );
}

async function checkReachable({ publicUrl }: Config): Promise<Check> {
  const name: Sentence = { code: 'doctor.companion' };
  const remedy: Sentence = { code: 'doctor.companion_remedy' };
  const address = publicUrl;
  try {
    const url = `${publicUrl}/health/live`;
    const { status } = await send({ method: 'GET', url, timeoutMs: 5_000 });
    if (status === 200) return ok(name, { code: 'doctor.answers_at', params: { address } });
    return warning(name, { code: 'doctor.answered_with', params: { address, status } }, remedy);
  } catch {
    return warning(name, { code: 'doctor.no_answer_at', params: { address } }, remedy);
  }
}

/** Short, guessable and repeated ones have kept the companion from starting. */
function checkSecrets({ captureTokens, kommo: { hookSecrets } }: Config): Check {
  const rotating = [captureTokens, hookSecrets].some(({ length }) => length > 1);
  return ok(
    { code: 'doctor.keys' },
    { code: rotating ? 'doctor.keys_rotating' : 'doctor.keys_own' },
  );
}

function checkSealing({ encryptionKeys, kommo: { token } }: Config): Check {
  const name = 'ENCRYPTION_KEY';
  if (encryptionKeys.length > 0) return ok(name, { code: 'doctor.tokens_sealed' });
  return warning(
    name,
    { code: token === '' ? 'variable.missing' : 'doctor.no_encryption_key_but_token' },
    { code: 'doctor.no_encryption_key_remedy' },
  );
}

function checkAudience({ kommo: { audience } }: Config): Check {
  const name: Sentence = { code: 'doctor.audience' };
  if (audience !== null) return ok(name, audience);
  return warning(name, { code: 'doctor.audience_unchecked' }, { code: 'doctor.audience_remedy' });
}
