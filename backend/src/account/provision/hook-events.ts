/**
 * What the account's hooks tell of: each is only a reason to look at the lead or the contact again. Codes of Kommo's page
 * "webhooks-general"; an unknown one is refused with 400.
 */
export const hookEvents = [
  'add_lead',
  'update_lead',
  'status_lead',
  'responsible_lead',
  'delete_lead',
  'restore_lead',
  'add_contact',
  'update_contact',
  'delete_contact',
  'restore_contact',
  'add_message',
  'add_outgoing_message',
] as const;
