import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOrSetAside } from '../../set-aside.js';
import { snapshotSchema } from './state.js';
import type { Snapshot } from './state.js';

export interface Store {
  load(): Snapshot | null;
  /** Writes soon; many calls in a row are one write. */
  touch(take: () => Snapshot): void;
  close(): void;
}

const debounceMs = 250;

interface StoreOptions {
  readonly dataDir: string | null;
  readonly clock: () => Date;
  readonly say: (line: string) => void;
}

/** kommo.json in `dataDir`, replaced whole so that a kill never leaves half a file. Null keeps nothing. */
export function createStore({ dataDir, clock, say }: StoreOptions): Store {
  if (dataDir === null) return { load: () => null, touch: () => undefined, close: () => undefined };
  const file = join(dataDir, 'kommo.json');
  let pending: { readonly timer: NodeJS.Timeout; readonly write: () => void } | null = null;

  function write(snapshot: Snapshot): void {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(snapshot), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  return {
    load: () => readOrSetAside({ file, parse, now: clock(), say }),
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

function parse(text: string): Snapshot {
  return snapshotSchema.parse(JSON.parse(text));
}
