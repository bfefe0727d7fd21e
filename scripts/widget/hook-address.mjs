import { strToU8 } from 'fflate';

/** Stands in the manifest until the companion's address is known; `widget:validate` warns of it. */
export const placeholderHost = 'companion.example';

/**
 * Where Kommo sends the widget's own pipeline actions. It stands in the manifest, so it must be known when the zip is
 * packed: `COMPANION_URL` (or `PUBLIC_URL`) over https, and the secret part of the companion's hook addresses.
 * @param {Record<string, string | undefined>} env
 * @returns {string | null} null when it is not known
 */
export function hookAddress({ COMPANION_URL, PUBLIC_URL, KOMMO_HOOK_SECRET }) {
  const origin = [COMPANION_URL, PUBLIC_URL].find((url) => /^https:\/\//.test(url ?? ''));
  // Two secrets are valid while they are rotated; the first is the newer.
  const secret = KOMMO_HOOK_SECRET?.split(',')[0]?.trim() ?? '';
  if (origin === undefined || secret === '') return null;
  return `${origin.replace(/\/+$/, '')}/webhooks/kommo/${encodeURIComponent(secret)}/pipeline`;
}

/** The manifest with that address; unchanged when there is none. */
export function withHookAddress(manifest, address) {
  if (address === null) return manifest;
  const json = JSON.parse(new TextDecoder().decode(manifest));
  const changed = { ...json, dp: { ...json.dp, webhook_url: address } };
  return strToU8(`${JSON.stringify(changed, null, 2)}\n`);
}
