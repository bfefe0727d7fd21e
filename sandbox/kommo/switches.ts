/**
 * What is not known of Kommo, each as a switch: off is the form we think likelier, on is the other one.
 * A product that stands both forms is safe whichever is true.
 */
export const switchMeanings = {
  'api-writes-as-token-user':
    'created_by and updated_by of API writes are the user of the token, not 0',
  'batch-keeps-valid-items': 'a batch with one invalid item answers 400 but keeps the valid ones',
  'validation-errors-as-object': 'validation-errors is an object keyed by index, not an array',
  'null-values-refused': 'values: null does not clear a field but is refused',
  'empty-values-refused': 'values: [] does not clear a field but is refused',
  'empty-tags-clear': '_embedded.tags: [] clears the tags instead of being ignored',
  'list-limit-over-250-refused':
    'limit above 250 in a list answers 422 instead of being cut to 250',
  'pages-capped-at-100': 'pages after the hundredth answer 204',
  'patch-missing-id-404': 'PATCH of an unknown id answers 404, not 400',
  'price-accepts-fractions': 'price may carry a fraction',
  'search-lags': 'query finds a record only five seconds after its last change',
  'filters-ignored': 'filters of lists are ignored, as in accounts without them',
  'field-filter-enabled':
    'filter[custom_fields_values] works, as in accounts with is_api_filter_enabled',
  'if-modified-since-honoured': 'a list without changes since If-Modified-Since answers 304',
  'field-delete-refused': 'DELETE of a custom field answers 405',
  'missing-enums-kept': 'options left out of a PATCH of enums stay',
  'duplicate-field-code-accepted': 'two fields of one entity may share a code',
  'enums-always-array': 'PATCH of several fields answers enums as an array, not as an object',
  'pipeline-read-wrapped': 'GET of one pipeline is wrapped like a list',
  'lead-patch-wrapped': 'PATCH of one lead or contact answers wrapped like a list',
  'limits-answer-422': 'one pipeline, stage or webhook too many answers 422, not 400',
  'lost-requires-reason': 'moving a lead to 143 needs loss_reason_id',
  'complex-refuses-existing-ids': 'leads/complex refuses the id of an existing contact or company',
  'duplicate-control':
    'duplicate control is enabled for the integration: leads/complex merges by phone and e-mail',
  'silent-unchanged-patch': 'a PATCH that changes nothing moves no updated_at and fires no hook',
  'refresh-grace': 'a spent refresh token works until its successor is used',
  'grace-ends-at-first-call': 'in grace, an API call with the new access token already ends it',
  'referer-with-scheme': 'the referer of the OAuth redirect carries https://',
  'webhook-created-201': 'POST /webhooks answers 201, not 200',
  'webhook-post-keeps-disabled': 'POST of a disabled webhook does not re-arm it',
  'unlisted-hook-codes-refused':
    'update_task, update_talk, *_unsorted and add_outgoing_message are unknown codes',
  'hook-without-old-pipeline':
    'the status hook of a cross-pipeline move carries no old_pipeline_id',
  'hook-request-id-changes': 'x-amocrm-requestid differs between the attempts of one delivery',
  'accept-fires-add': 'accepting an incoming lead also fires add_lead',
  'widget-hook-as-json': "the widget's digital-pipeline hook is JSON, not a form",
  'bot-request-as-json': 'widget_request is JSON, not a form',
  'bot-token-hs256': 'the token of widget_request is HS256, not HS512',
  'chat-templates-missing': '/chats/templates does not exist',
  'history-scope-missing': 'the integration lacks the scope for GET /talks/{id}/messages',
  'message-hook-at-top': 'the hook of a new message has add[0] at the top, not under message',
  'outgoing-hook-names-lead': 'the hook of an outgoing message names the lead too',
  'refused-messages-are-told':
    'a message that WhatsApp refused at once fires its hook all the same',
  'bots-under-bots': 'GET /bots answers _embedded.bots, not _embedded.items',
  'one-bot-an-entity':
    'a bot does not start while another is at work for the lead; off: both run until one comes to listen',
  'person-message-stops-bot': "a person's message in the chat ends the lead's bot",
  'stage-change-stops-bot': 'a move by anybody but the bot ends the bot that waits',
  'talk-close-stops-bot': "closing the talk ends the lead's bot",
  'button-answers-ignore-case': 'a typed answer fits a button whatever its case',
  'reply-goes-to-the-timer':
    'a reply while a no_answer step waits goes to that step, not to the answer of the buttons',
  'unfilled-terms-are-empty':
    'in a condition an unfilled placeholder is empty, not its own braces and name',
  'bot-writes-options-by-text':
    "a bot's set field finds an option by its text, not by its token only",
  'starting-block-forgiven':
    'a first message without is_in_starting_block is sent, and one with buttons is sent once',
  'widget-fires-from-button': "a widget's block entered straight from a button runs",
  'delivery-error-is-silent': 'a refused message leaves the bot standing, though it has on_error',
  'late-failure-takes-on-error': 'a message lost after it was accepted leads to on_error',
  'template-reviews-wait': 'WhatsApp never ends the review of a template',
  'template-reviews-refuse': 'WhatsApp rejects every template',
  'chats-api-add-on':
    'the account has the Chats API add-on: POST /talks/{id}/send_message, a hundred',
  'meta-hears-whatsapp':
    "the firm's own Meta app, beside Kommo, is told statuses and messages of the same number",
  'limit-counts-account-only': 'the seven a second count per integration only, not per address',
} as const;

export type SwitchName = keyof typeof switchMeanings;

export function isSwitchName(name: string): name is SwitchName {
  return Object.hasOwn(switchMeanings, name);
}

export interface Switches {
  isOn(name: SwitchName): boolean;
  set(name: SwitchName, on: boolean): void;
  clear(): void;
  list(): readonly { readonly name: string; readonly on: boolean; readonly meaning: string }[];
}

export function createSwitches(): Switches {
  const on = new Set<string>();
  return {
    isOn: (name) => on.has(name),
    set: (name, value) => {
      if (value) on.add(name);
      else on.delete(name);
    },
    clear: () => {
      on.clear();
    },
    list: () =>
      Object.entries(switchMeanings).map(([name, meaning]) => ({
        name,
        on: on.has(name),
        meaning,
      })),
  };
}
