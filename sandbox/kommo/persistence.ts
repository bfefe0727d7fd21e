import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { snapshotSchema } from './state.js';
import type { Snapshot } from './state.js';

export interface Store {
  load(): Snapshot | null;
  /** Writes soon; many calls in a row are one write. */
  touch(take: () => Snapshot): void;
  close(): void;
}

const debounceMs = 250;

/** kommo.json in `dataDir`, replaced whole so that a kill never leaves half a file. Null keeps nothing. */
export function createStore(dataDir: string | null): Store {
  if (dataDir === null) return { load: () => null, touch: () => undefined, close: () => undefined };
  const file = join(dataDir, 'kommo.json');
  let pending: { readonly timer: NodeJS.Timeout; readonly write: () => void } | null = null;

  function write(snapshot: Snapshot): void {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(snapshot));
    renameSync(`${file}.new`, file);
  }

  return {
    load: () => read(file),
    touch(take) {
      if (pending) return;
      const flush = () => {
        pending = null;
        write(take());
      };
      pending = { timer: setTimeout(flush, debounceMs), write: flush };
      pending.timer.unref();
    },
    close() {
      if (!pending) return;
      clearTimeout(pending.timer);
      pending.write();
    },
  };
}

function read(file: string): Snapshot | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // The first start.
    return null;
  }
  return snapshotSchema.parse(JSON.parse(text));
}
