import { z } from 'zod';
import type { Account } from '../account/account.js';
import type { Trigger } from './triggers.js';

/** As the pipeline page saves an action of the widget. */
const savedSchema = z.object({
  status_id: z.number().int(),
  pipeline_id: z.number().int().exactOptional(),
  settings: z.record(z.string(), z.string()).default({}),
  webhook_url: z.url({ protocol: /^https?$/ }),
});

/** The actions that people saved on the pipeline page; what is not understood is not fired. */
export function pageTriggers(account: Account): readonly Trigger[] {
  const saved = z.array(z.unknown()).safeParse(account.state.pageValues.get('triggers'));
  return (saved.data ?? []).flatMap((one) => {
    const parsed = savedSchema.safeParse(one);
    if (!parsed.success) return [];
    const { webhook_url, ...rest } = parsed.data;
    return [{ kind: 'widget' as const, url: onThisMachine(account, webhook_url), ...rest }];
  });
}

const placeholderHost = 'companion.example';
const placeholderSecret = '/hook-secret/';

/**
 * Kommo's upload insists on https, which a companion on this machine does not have: the address
 * that the zip is packed with by default leads to it, with the sandbox's own secret.
 */
export function onThisMachine(account: Account, address: string): string {
  const url = new URL(address);
  if (url.hostname !== placeholderHost) return address;
  const path = url.pathname.replace(placeholderSecret, '/sandbox-hook/');
  return new URL(path, account.redirectUri).href;
}
