import { blockExits, writeBlock } from '../../domain/conversation/compile/write-block.js';
import { readOrigin } from '../api/companion.js';
import type { DesignerAnswer, WidgetSdk } from '../host/sdk.js';
import type { Translate } from '../view/translate.js';

export const listExits = (t: Translate): DesignerAnswer => ({
  exits: blockExits.map((code) => ({
    code,
    title: t(code === 'success' ? 'salesbot.success' : 'salesbot.fail'),
  })),
});

/** The block's own small bot, as Kommo keeps it for the place where the block stands. */
export function writeBotSteps(
  sdk: WidgetSdk,
  handler: string,
  params: Readonly<Record<string, unknown>>,
): string {
  const url = readHookAddress(sdk);
  const data = { block: handler, point: readPoint(params), lead_id: '{{lead.id}}' };
  return writeBlock(url === null ? null : { url, data });
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
