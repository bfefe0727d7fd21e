import { readOrigin } from '../api/companion.js';
import type { DesignerAnswer, WidgetSdk } from '../host/sdk.js';
import type { Translate } from '../view/translate.js';

export function listExits(t: Translate): DesignerAnswer {
  return {
    exits: [
      { code: 'success', title: t('salesbot.success') },
      { code: 'fail', title: t('salesbot.fail') },
    ],
  };
}

/**
 * The block as Kommo keeps it: ask the companion and wait, then leave by what it answered. Without an address it leaves
 * at once, so that no lead waits for an answer that cannot come.
 */
export function writeBotSteps(
  sdk: WidgetSdk,
  handler: string,
  params: Readonly<Record<string, unknown>>,
): string {
  const url = readHookAddress(sdk);
  const leave = (value: string) => ({ handler: 'exits', params: { value } });
  if (url === null) return JSON.stringify([{ question: [leave('fail')] }]);
  const data = { block: handler, point: readPoint(params), lead_id: '{{lead.id}}' };
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

/** A bot may hold 64 KB in all: nobody's typing may fill it. */
const longestPoint = 200;

function readPoint({ point }: Readonly<Record<string, unknown>>): string {
  return typeof point === 'string' ? point.slice(0, longestPoint) : '';
}

/** Kommo sends no header of ours: the key in the address is what opens the companion's door. */
export function readHookAddress(sdk: WidgetSdk): string | null {
  const { companion_url: address, hook_key: key } = sdk.get_settings();
  const origin = readOrigin(address);
  if (origin === null || typeof key !== 'string' || key === '') return null;
  return `${origin}/webhooks/kommo/${encodeURIComponent(key)}/salesbot`;
}
