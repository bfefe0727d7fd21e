import type { BotBlock } from './bot-account.js';
import { finishStep } from './bot-json.js';
import type { Handler, Json } from './bot-json.js';

/** The handlers that our bots use, and no other: the engine passes over a name that it does not know without a word. */

export const goto = (step: number): Handler => ({
  handler: 'goto',
  params: { type: 'question', step },
});

export const finish: Handler = { handler: 'goto', params: { type: 'finish', step: finishStep } };

export interface Message {
  readonly text: string;
  readonly buttons?: readonly string[];
  readonly templateId?: number;
  readonly chatSources: readonly number[];
  /** Without the mark a bot that a stage started sent nothing. */
  readonly isFirst?: boolean;
  readonly onError: Handler;
}

export const sendMessage = (message: Message): Handler => ({
  handler: 'send_message',
  params: {
    type: 'external',
    tag: '',
    text: message.text,
    ...(message.buttons === undefined
      ? {}
      : { buttons: message.buttons.map((text) => ({ type: 'inline', text })) }),
    // Write-first: a contact who has never chatted gets a chat.
    ...(message.templateId === undefined
      ? {}
      : {
          template_id: message.templateId,
          templateType: 'waba',
          create_chat_if_not_exists: true,
        }),
    recipient: { type: 'all_contacts', way_of_communication: 'over_all' },
    send_to_all_chat_sources: message.chatSources.length === 0,
    chat_sources: message.chatSources.map((id) => ({ id })),
    is_in_starting_block: message.isFirst ?? false,
    on_error: plain(message.onError),
  },
});

export interface Button {
  readonly title: string;
  readonly synonyms: readonly string[];
  readonly then: Handler;
}

export const matchButtons = (buttons: readonly Button[], otherwise: Handler): Handler => ({
  handler: 'buttons',
  params: [
    ...buttons.map(({ title, synonyms, then }) => ({
      value: title,
      params: [plain(then)],
      synonyms,
    })),
    { type: 'else', params: [plain(otherwise)] },
  ],
});

/** Goes on with whatever comes first: a message of the lead, or the end of the time. */
export const waitFor = (
  messageStep: number,
  timer: { seconds: number; step: number },
): Handler => ({
  handler: 'waits',
  params: {
    logic: 'or',
    conditions: [
      {
        event: { source: 'message', action: 'received' },
        action: { type: 'question', step: messageStep },
      },
      {
        event: { source: 'timer', action: 'ended', delay: timer.seconds },
        action: { type: 'question', step: timer.step },
      },
    ],
  },
});

export interface Test {
  readonly left: string;
  readonly operation: '=' | 'contains';
  readonly right: string;
  /** An option of a field is compared as `value`, a text of ours as `custom_value`. */
  readonly rightIs: 'value' | 'custom_value';
}

/** There is no else: the handlers after it run where no test holds. */
export const when = (
  logic: 'and' | 'or',
  tests: readonly Test[],
  result: readonly Handler[],
): Handler => ({
  handler: 'conditions',
  params: {
    logic,
    conditions: tests.map(({ left, operation, right, rightIs }) => ({
      term1: left,
      term2: right,
      operation,
      value_type: rightIs,
    })),
    result: result.map(plain),
  },
});

export const messageText = '{{message_text}}';
export const fieldToken = (fieldId: number): string => `{{lead.cf.${fieldId}}}`;

/** A count between two limits anywhere in the reply; afterwards the match can be written. */
export const whenCount = (from: number, to: number, result: readonly Handler[]): Handler => ({
  handler: 'validations',
  params: {
    logic: 'and',
    conditions: [
      {
        client_value: messageText,
        type: 'range_numbers',
        condition_value: { from, to },
        operation: 'contains',
      },
    ],
    result: result.map(plain),
  },
});
export const matchedCount = '{{last_validation_result}}';

export const setField = (fieldId: number, value: string): Handler => ({
  handler: 'action',
  params: {
    name: 'set_custom_fields',
    params: { type: 'lead', custom_field: fieldToken(fieldId), value, value_type: 'value' },
  },
});

export const addTag = (tag: string): Handler => ({
  handler: 'action',
  params: { name: 'set_tag', params: { type: 2, value: [tag] } },
});

export const moveTo = ({
  statusId,
  pipelineId,
}: {
  statusId: number;
  pipelineId: number;
}): Handler => ({
  handler: 'action',
  params: { name: 'change_status', params: { value: statusId, pipeline_id: pipelineId } },
});

/** Our block, as an import needs it; Kommo fills it with `write-block.ts`'s steps once a person has saved it. */
export const widgetBlock = ({ widgetId, widgetCode, instanceId }: BotBlock): Handler => ({
  handler: 'widget',
  params: {
    widget_id: widgetId,
    widget_source_code: widgetCode,
    widget_instance_id: instanceId,
    params: {},
    exits: { success: finish.params, fail: finish.params },
  },
});

const plain = ({ handler, params }: Handler): Json => ({ handler, params });
