import type { provision as es } from '../es/provision.js';
import type { Translation } from '../sentence.js';

export const provision = {
  command_plan: 'shows what would change in the Kommo account',
  option_language: 'language: es, en or pt',
  command_apply: 'brings the Kommo account to the blueprint; it can be repeated',
  no_configuration: 'Configuration is missing (.env):',
  nothing_to_change: 'The account is as the blueprint says: there is nothing to change.',
  changes: 'Changes in the Kommo account: {number}',
  conflicts: 'Conflicts that a person decides: {number}',
  done: { one: 'Done: {count} change.', other: 'Done: {count} changes.' },
  not_done: 'Not done: {change}',
  all_done: 'The account is as the blueprint says.',
  left: {
    one: '{count} change is left: repeat apply.',
    other: '{count} changes are left: repeat apply.',
  },
  manual: 'Steps that the API of Kommo cannot do:',
  manual_step: '{title}. {how}',
  create_group: 'Group of fields “{name}”: create',
  create_field: 'Field “{name}” ({code}): create',
  create_choice: {
    one: 'Field “{name}” ({code}): create with {count} option',
    other: 'Field “{name}” ({code}): create with {count} options',
  },
  only_api: '{type}, API only',
  add_options: 'Field {code}: add {options}',
  set_api_only: 'Field {code}: only the API writes it',
  set_editable: 'Field {code}: anybody edits it',
  create_loss_reason: 'Loss reason “{name}”: create',
  create_pipeline: {
    one: 'Pipeline “{name}”: create with {count} stage',
    other: 'Pipeline “{name}”: create with {count} stages',
  },
  create_stage: 'Stage “{name}”: create in the pipeline “{pipeline}”',
  recolor_stage: 'Stage “{name}”: colour {from} → {to}',
  no_color: 'none',
  order_stages: 'Pipeline “{name}”: order the stages',
  hook_missing: 'Webhook of the account: subscribe',
  hook_disabled: 'Webhook of the account: enable again (Kommo has disabled it)',
  hook_events: 'Webhook of the account: add the missing events',
  hooks: 'Webhooks of the account',
  hooks_how:
    'The plan or the rights of this account do not let the API subscribe them (it takes Advanced or higher and an administrator). In Kommo → Settings → Integrations → Webhooks add this address with the events: {events}.',
  loss_reasons: 'Loss reasons',
  loss_reasons_how: 'Kommo → Leads → Set up pipeline → Loss reasons: add one a line.',
  conflict: 'The field {code} is of another type',
  conflict_how:
    'In the account it is "{found}" and must be "{wanted}". Kommo does not let the type be changed: take the code from that field or delete it, and repeat apply. Until then that value may not be kept.',
  pipeline_notice: 'Digital pipeline: notice at the stage "{stage}"',
  pipeline_notice_how:
    'Kommo → Leads → {pipeline} → Automate → stage "{stage}" → Add action → API: send webhook.',
  conversations: 'WhatsApp templates and Salesbots',
  conversations_how:
    'In “Conversations” of this page, or with npm run provision -- bots: each bot and template made for this account, what is missing and the steps.',
  email: 'E-mail “{name}”',
  email_by_tag:
    'Kommo → Leads → {pipeline} → Automate → Add action → Send e-mail, with the trigger “when the tag {tag} is added”, at every stage. The first line below is the subject. Connect the firm’s mailbox first (Settings → Communication tools).',
  email_by_field:
    'Kommo → Leads → {pipeline} → Automate → Add action → Send e-mail, with the trigger “when the field {field} changes” (where your plan lacks it: on entering “Propuesta”). The first line below is the subject.',
  no_user: '{name} is not a Kommo user',
  no_user_how:
    'The team has this person with number {id}, and nobody would see the leads that they are given. Kommo → Settings → Users: invite them; then choose their user under “Team” on the settings page, or take them out.',
} as const satisfies Translation<typeof es>;
