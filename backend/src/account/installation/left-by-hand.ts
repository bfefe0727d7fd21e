import type { Sentence } from '../../../../wording/sentence.js';
import type { Config } from '../../config.js';

/** What no command can do, in the order in which it is done. */
export function leftByHand(
  { publicUrl, port, kommo, meta }: Config,
  { postponed, zip }: { readonly postponed: readonly string[]; readonly zip: string },
): readonly Sentence[] {
  const address = publicUrl;
  return [
    ...(postponed.length === 0
      ? []
      : [{ code: 'installation.left_postponed', params: { names: postponed } } as const]),
    { code: 'installation.left_proxy', params: { address, port } },
    { code: 'installation.left_start' },
    ...(kommo.token === ''
      ? [{ code: 'installation.left_connect', params: { address } } as const]
      : []),
    { code: 'installation.left_zip', params: { file: zip } },
    { code: 'installation.left_widget', params: { address } },
    { code: 'installation.left_bots' },
    ...(meta.pageToken === null
      ? []
      : [{ code: 'installation.left_meta', params: { address } } as const]),
    { code: 'installation.left_consent' },
    { code: 'installation.left_check' },
  ];
}
