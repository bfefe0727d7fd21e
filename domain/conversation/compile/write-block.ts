import type { Handler } from './bot-json.js';

/** What the widget's block asks the companion, and where. */
export interface BlockRequest {
  readonly url: string;
  readonly data: Readonly<Record<string, string>>;
}

/** The block's exits, in the order in which the designer draws them. */
export const blockExits = ['success', 'fail'] as const;
type Exit = (typeof blockExits)[number];

/**
 * The block's own small bot, which `onSalesbotDesignerSave` answers as text: ask the companion and wait, then leave by what it
 * answered. Without an address it leaves at once, so that no lead waits for an answer that cannot come.
 */
export function writeBlock(request: BlockRequest | null): string {
  if (request === null) return JSON.stringify([{ question: [leave('fail')] }]);
  const { url, data } = request;
  return JSON.stringify([
    {
      question: [
        { handler: 'widget_request', params: { url, data } },
        { handler: 'goto', params: { type: 'question', step: 1 } },
      ],
    },
    {
      question: [
        {
          handler: 'conditions',
          params: {
            logic: 'and',
            conditions: [{ term1: '{{json.status}}', term2: 'success', operation: '=' }],
            result: [leave('success')],
          },
        },
        leave('fail'),
      ],
    },
  ]);
}

const leave = (value: Exit): Handler => ({ handler: 'exits', params: { value } });
