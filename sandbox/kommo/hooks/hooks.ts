import type { Account, Mutation } from '../account/account.js';
import { encodeForm } from './form-encode.js';
import { createDeliveries } from './hook-delivery.js';
import type { Deliveries, Delivery } from './hook-delivery.js';
import { hookItems } from './hook-items.js';
import type { HookItem } from './hook-items.js';
import type { Webhook } from '../account/records.js';
import type { SwitchName } from '../switches.js';

/** How unkindly hooks are delivered. */
export interface HookManners {
  readonly duplicate: boolean;
  readonly reorder: boolean;
  readonly dropStatus: boolean;
  readonly batch: boolean;
  readonly delayMs: number;
}

export const plainManners: HookManners = {
  ...{ duplicate: false, reorder: false, dropStatus: false, batch: false, delayMs: 0 },
};

export interface Hooks {
  readonly deliveries: Deliveries;
  manners(): HookManners;
  setManners(manners: HookManners): void;
  reset(): void;
}

/** More than this many failures in the last two hours, the last one among them, disable a hook. */
const mostFailures = 100;
const failureWindowMs = 2 * 3600_000;

export function createHooks(account: Account): Hooks {
  const isOn = (name: SwitchName) => account.switches.isOn(name);
  let noted: HookItem[] = [];
  let manners = plainManners;
  const judge = createJudge(account);
  const deliveries = createDeliveries({
    clock: account.clock,
    requestIdChanges: () => isOn('hook-request-id-changes'),
    isSuccess: (status) => status >= 100 && status < 300,
    onAttempt: judge,
  });

  account.onChange((mutation: Mutation) => {
    if (account.state.webhooks.size === 0) return;
    if (noted.length === 0) setImmediate(flush);
    noted.push(...hookItems(account, mutation));
  });

  /** What one call changed goes out together, after its answer. */
  function flush(): void {
    const items = noted.filter((item) => !(manners.dropStatus && item.code === 'status_lead'));
    noted = [];
    const bodies = [...account.state.webhooks.values()]
      .filter((hook) => !hook.disabled)
      .flatMap((hook) => bodiesFor(account, hook, items, manners.batch));
    const ordered = manners.reorder ? [...bodies].reverse() : bodies;
    const copies = manners.duplicate ? ordered.flatMap((body) => [body, body]) : ordered;
    for (const copy of copies) deliveries.send({ ...copy, delayMs: manners.delayMs });
  }

  return {
    deliveries,
    manners: () => manners,
    setManners: (next) => {
      manners = next;
    },
    reset: () => {
      noted = [];
      manners = plainManners;
    },
  };
}

/** Counts the failures of each subscription and disables the one that keeps failing. */
function createJudge(account: Account): (delivery: Delivery, ok: boolean) => void {
  const failures = new Map<number, readonly number[]>();
  return ({ webhookId }, ok) => {
    const hook = account.state.webhooks.get(webhookId ?? NaN);
    if (!hook || ok) return;
    const now = account.clock.now().getTime();
    const recent = [...(failures.get(hook.id) ?? []), now].filter(
      (at) => now - at < failureWindowMs,
    );
    failures.set(hook.id, recent);
    if (recent.length <= mostFailures) return;
    account.state.webhooks.set(hook.id, { ...hook, disabled: true });
    failures.delete(hook.id);
  };
}

interface Body {
  readonly webhookId: number;
  readonly destination: string;
  readonly body: string;
  readonly title: string;
}

/** One hook an item, or one for all items of a kind where they are batched. */
function bodiesFor(
  account: Account,
  hook: Webhook,
  items: readonly HookItem[],
  batch: boolean,
): readonly Body[] {
  const wanted = items.filter((item) => hook.settings.includes(item.code));
  const groups = batch
    ? groupBy(wanted, (item) => `${item.group}[${item.action}]`)
    : wanted.map((item) => [item]);
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const title = `${first.group}[${first.action}]`;
    const inside = { [first.action]: group.map((item) => item.fields) };
    const atTop = first.code === 'add_message' && account.switches.isOn('message-hook-at-top');
    const told = atTop ? inside : { [first.group]: inside };
    const { destination } = hook;
    return [
      {
        webhookId: hook.id,
        destination,
        title,
        body: encodeForm(inEnvelope(account, title, told)),
      },
    ];
  });
}

/** Who the hook is from stands first, or last for updates of leads: as captured. */
function inEnvelope(account: Account, title: string, told: Parameters<typeof encodeForm>[0]) {
  const from = {
    account: {
      ...{ subdomain: account.subdomain, id: account.id },
      _links: { self: `https://${account.subdomain}.kommo.com` },
    },
  };
  return title === 'leads[update]' ? { ...told, ...from } : { ...from, ...told };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}
