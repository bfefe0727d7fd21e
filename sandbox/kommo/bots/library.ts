import { z } from 'zod';
import type { Account } from '../account/account.js';
import type { Bot } from '../account/bot-records.js';
import { readBotFile, readSteps } from './format/bot-file.js';
import type { Steps } from './format/bot-file.js';
import { errorsInSteps } from './format/step-errors.js';
import { handlersOf } from './format/walk.js';

export type Imported =
  | { readonly kind: 'imported'; readonly bot: Bot }
  | { readonly kind: 'refused'; readonly errors: readonly string[] };

export interface WidgetBlock {
  readonly instance: string;
  readonly code: string;
  readonly exits: readonly string[];
  /** Whether a person has opened and saved it since the import. */
  readonly isSaved: boolean;
}

export interface Library {
  /** As a person imports a file, over the bot of that id or as a new one. */
  import(source: string, over: { readonly id?: number; readonly name?: string }): Imported;
  /** The bot's own steps, or those of a widget's block in it; null where there are none. */
  steps(botId: number, instance: string | null): Steps | null;
  blocks(botId: number): readonly WidgetBlock[];
  /** What the widget gave when a person saved its block: the steps as a JSON string. */
  saveBlock(botId: number, instance: string, code: string): readonly string[];
  /** The designer saved: every block of that widget that was still empty is filled. */
  saveEmptyBlocks(saved: unknown): void;
}

const keptBlocks = z.record(z.string(), z.string());
const designedSchema = z.object({ widget_code: z.string(), steps: z.array(z.unknown()).min(1) });
const blocksKey = 'widget blocks';

/** The bots that people imported. A widget's block is kept apart, and is empty until it is saved. */
export function createLibrary(account: Account): Library {
  const { state } = account;
  const read = createReader();
  const saved = () => keptBlocks.safeParse(state.pageValues.get(blocksKey)).data ?? {};

  const blocks = (botId: number) => {
    const steps = read(state.bots.get(botId)?.text ?? '');
    return blocksIn(steps, new Set(Object.keys(saved())));
  };

  return {
    blocks,
    import(source, over) {
      const found = readBotFile(account, source);
      if (found.kind === 'refused') return found;
      const id = over.id ?? account.nextId();
      const name = over.name ?? found.name ?? state.bots.get(id)?.name ?? `Bot ${id}`;
      const bot: Bot = { id, name, is_active: true, text: found.text, start: found.start };
      state.bots.set(id, bot);
      forget(state.pageValues, blocks(id));
      return { kind: 'imported', bot };
    },
    steps: (botId, instance) =>
      read(instance === null ? (state.bots.get(botId)?.text ?? '') : (saved()[instance] ?? '')),
    saveBlock,
    saveEmptyBlocks(given) {
      const designed = designedSchema.safeParse(given).data;
      for (const { id } of state.bots.values())
        for (const { instance, code, isSaved } of blocks(id))
          if (!isSaved && code === designed?.widget_code)
            saveBlock(id, instance, JSON.stringify(designed.steps[0]));
    },
  };

  function saveBlock(botId: number, instance: string, code: string): readonly string[] {
    const block = blocks(botId).find((one) => one.instance === instance);
    if (!block) return ['El bot no tiene ese bloque'];
    const steps = readSteps(code);
    if (steps.kind === 'refused') return steps.errors;
    const errors = errorsInSteps(account, steps.steps, 0, block.exits);
    if (errors.length === 0) state.pageValues.set(blocksKey, { ...saved(), [instance]: code });
    return errors;
  }
}

function blocksIn(steps: Steps | null, saved: ReadonlySet<string>): readonly WidgetBlock[] {
  return [...(steps?.values() ?? [])].flatMap(handlersOf).flatMap((handler) => {
    if (handler.handler !== 'widget') return [];
    const { widget_instance_id: instance, widget_source_code: code, exits } = handler.params;
    return [{ instance, code, exits: Object.keys(exits), isSaved: saved.has(instance) }];
  });
}

/** An import empties the widget's blocks: each must be opened and saved anew. */
function forget(values: Map<string, unknown>, gone: readonly WidgetBlock[]): void {
  const instances = new Set(gone.map(({ instance }) => instance));
  const kept = keptBlocks.safeParse(values.get(blocksKey)).data ?? {};
  values.set(
    blocksKey,
    Object.fromEntries(Object.entries(kept).filter(([instance]) => !instances.has(instance))),
  );
}

const mostRemembered = 100;

/** Code that is run for every answer of every lead is read once. */
function createReader(): (text: string) => Steps | null {
  const read = new Map<string, Steps | null>();
  return (text) => {
    if (text === '') return null;
    const known = read.get(text);
    if (known !== undefined) return known;
    const steps = readSteps(text);
    if (read.size >= mostRemembered) read.clear();
    const found = steps.kind === 'steps' ? steps.steps : null;
    read.set(text, found);
    return found;
  };
}
