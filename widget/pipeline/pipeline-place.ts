import jquery from 'jquery';
import { readWidgetCode } from '../host/files.js';
import { createLifetime, type Lifetime } from '../host/lifetime.js';
import { appendRoot, whenPlaced } from '../host/place.js';
import type { WidgetSdk } from '../host/sdk.js';
import pipelineTemplate from '../templates/pipeline/pipeline.hbs';
import { draw } from '../view/draw.js';
import type { Translate } from '../view/translate.js';
import type { Place } from '../other-places.js';

/** What the companion does for a tile, in its own words. */
export const pipelineActions = [
  'recalculate',
  'start_qualification',
  'start_follow_up',
  'send_to_odoo',
] as const;

/** Puts a choice of actions in place of the tile's raw inputs; Kommo saves what the hidden inputs hold. */
export function showPipelinePlace(sdk: WidgetSdk, t: Translate): Place {
  const lifetime = createLifetime();
  whenPlaced(
    lifetime,
    () => findTile(readWidgetCode(sdk)),
    (tile) => {
      fillTile(tile, { sdk, t, lifetime });
    },
  );
  return { close: lifetime.end };
}

/** The newest tile that is not ours yet. */
function findTile(code: string): Element | null {
  const marks = document.querySelectorAll(
    `[class~="digital-pipeline__short-task_widget-style_${CSS.escape(code)}"]`,
  );
  const tiles = [...marks].flatMap((mark) => mark.closest('[data-action=send_widget_hook]') ?? []);
  return tiles.filter((tile) => tile.querySelector('.account-leads') === null).at(-1) ?? null;
}

interface TileTools {
  readonly sdk: WidgetSdk;
  readonly t: Translate;
  readonly lifetime: Lifetime;
}

function fillTile(tile: Element, { sdk, t, lifetime }: TileTools): void {
  const action = tile.querySelector<HTMLInputElement>('input[name="action"]');
  const key = tile.querySelector<HTMLInputElement>('input[name="key"]');
  if (action === null) return;
  const hookKey = sdk.get_settings()['hook_key'];
  if (key !== null && typeof hookKey === 'string' && hookKey !== '') write(key, hookKey);
  if (!isAction(action.value)) write(action, pipelineActions[0]);

  const root = appendRoot(hideField(action, lifetime), lifetime);
  if (key !== null) hideField(key, lifetime);
  const show = (): void => {
    draw(
      root,
      pipelineTemplate({
        label: t('dp.label'),
        actions: pipelineActions.map((name) => ({
          name,
          label: t.word('dp_actions', name),
        })),
        effect: t.word('dp_effects', action.value),
        warning: key !== null && key.value === '' ? t('dp.no_key') : null,
      }),
    );
  };
  show();
  const choice = root.querySelector('select');
  if (choice !== null) choice.value = action.value;
  lifetime.listen(root, 'change', (event) => {
    if (!(event.target instanceof HTMLSelectElement)) return;
    write(action, event.target.value);
    show();
  });
}

function isAction(value: string): boolean {
  return pipelineActions.some((action) => action === value);
}

/** Kommo listens through its own jQuery, and keeps the value that the input has then. */
function write(input: HTMLInputElement, value: string): void {
  jquery(input).val(value).trigger('change');
}

/** Hides an input with its caption and returns the container that they stand in. */
function hideField(input: HTMLInputElement, lifetime: Lifetime): Element {
  const row = input.closest<HTMLElement>('.widget_settings_block__item_field, label') ?? input;
  const before = row.style.display;
  row.style.display = 'none';
  lifetime.onEnd(() => {
    row.style.display = before;
  });
  return row.parentElement ?? row;
}
