import { z } from 'zod';
import type { Account, Mutation } from '../account/account.js';
import { encodeForm } from '../hooks/form-encode.js';
import type { FormFields } from '../hooks/form-encode.js';
import type { Deliveries } from '../hooks/hook-delivery.js';
import { pageTriggers } from './page-triggers.js';
import type { Lead } from '../account/records.js';

/** An action of the digital pipeline, as a person would set it on a stage. */
const setting = z.object({
  url: z.url({ protocol: /^https?$/ }),
  /** Absent: every stage. */
  status_id: z.number().int().exactOptional(),
  pipeline_id: z.number().int().exactOptional(),
  /** What a person entered in the widget's action. */
  settings: z.record(z.string(), z.string()).exactOptional(),
});

export const triggerSchema = z.discriminatedUnion('kind', [
  setting.extend({ kind: z.literal('send-webhook') }),
  setting.extend({ kind: z.literal('widget') }),
]);

export type Trigger = Readonly<z.infer<typeof triggerSchema>>;

export interface Triggers {
  list(): readonly Trigger[];
  add(trigger: Trigger): void;
  clear(): void;
}

export function createTriggers(account: Account, deliveries: Deliveries): Triggers {
  let active: readonly Trigger[] = [];
  account.onChange((mutation: Mutation) => {
    if (mutation.kind !== 'lead' || !hasEntered(mutation.before, mutation.after)) return;
    for (const trigger of [...active, ...pageTriggers(account)])
      if (fits(trigger, mutation.after)) fire(trigger, mutation.before, mutation.after);
  });

  function fire(trigger: Trigger, before: Lead | null, after: Lead): void {
    const fields =
      trigger.kind === 'widget'
        ? widgetAction(account, trigger, after)
        : sentWebhook(account, before, after);
    const asJson = trigger.kind === 'widget' && account.switches.isOn('widget-hook-as-json');
    deliveries.send({
      webhookId: null,
      destination: trigger.url,
      title:
        trigger.kind === 'widget' ? 'digital pipeline: widget' : 'digital pipeline: send webhook',
      body: asJson ? JSON.stringify(fields) : encodeForm(fields),
      contentType: asJson ? 'application/json' : 'application/x-www-form-urlencoded',
    });
  }

  return {
    list: () => [...active, ...pageTriggers(account)],
    add: (trigger) => {
      active = [...active, trigger];
    },
    clear: () => {
      active = [];
      account.state.pageValues.delete('triggers');
    },
  };
}

function hasEntered(before: Lead | null, after: Lead): boolean {
  if (after.is_deleted) return false;
  return before?.status_id !== after.status_id || before.pipeline_id !== after.pipeline_id;
}

function fits(trigger: Trigger, lead: Lead): boolean {
  const stage = trigger.status_id === undefined || trigger.status_id === lead.status_id;
  return stage && (trigger.pipeline_id === undefined || trigger.pipeline_id === lead.pipeline_id);
}

/** Seven keys and nothing else; a lead created in the stage comes as `add`. */
function sentWebhook(account: Account, before: Lead | null, after: Lead): FormFields {
  const { id, status_id, pipeline_id } = after;
  const old = before && { old_status_id: before.status_id, old_pipeline_id: before.pipeline_id };
  const item = { id, status_id, pipeline_id, ...old };
  return {
    leads: before ? { status: [item] } : { add: [item] },
    account: { id: account.id, subdomain: account.subdomain },
  };
}

function widgetAction(
  account: Account,
  trigger: Trigger,
  { id, status_id, pipeline_id }: Lead,
): FormFields {
  return {
    event: {
      ...{ type: 'lead_appeared_in_status', type_code: 15 },
      data: { id, element_type: 2, status_id, pipeline_id },
      time: account.clock.seconds(),
    },
    action: { settings: { widget: { settings: trigger.settings ?? {} } } },
    subdomain: account.subdomain,
    account_id: account.id,
  };
}
