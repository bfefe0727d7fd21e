import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readOrSetAside } from '../set-aside.js';
import type { Snapshot } from './database.js';
import { odooVersions, switchesSchema } from './switches.js';

const storedSchema = z.object({
  version: z.union(odooVersions.map((version) => z.literal(version))),
  switches: switchesSchema,
  database: z.object({
    tables: z.record(z.string(), z.array(z.record(z.string(), z.json()))),
    sequences: z.record(z.string(), z.number()),
  }),
});

export interface StoredState extends Omit<z.infer<typeof storedSchema>, 'database'> {
  readonly database: Snapshot;
}

export interface SnapshotFile {
  readonly read: () => StoredState | null;
  /** Writes soon; calls in between are one write. */
  readonly touch: () => void;
  /** Writes what is outstanding and stops. */
  readonly close: () => Promise<void>;
}

const debounceMs = 200;

interface SnapshotOptions {
  /** Null: memory only. */
  readonly dataDir: string | null;
  readonly clock: () => Date;
  readonly say: (line: string) => void;
}

export function createSnapshotFile(
  { dataDir, clock, say }: SnapshotOptions,
  take: () => StoredState,
): SnapshotFile {
  if (dataDir === null) {
    return {
      read: () => null,
      touch: () => undefined,
      close: () => Promise.resolve(),
    };
  }

  const file = path.join(dataDir, 'odoo.json');
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const write = (): void => {
    timer = undefined;
    writing = writing.then(() => writeAtomically(file, JSON.stringify(take())));
    // A failed write is reported at close; until then the next one tries again.
    writing.catch(() => undefined);
  };

  return {
    read: () => readOrSetAside({ file, parse, now: clock(), say }),
    touch: () => {
      timer ??= setTimeout(write, debounceMs);
    },
    close: async () => {
      clearTimeout(timer);
      if (timer) write();
      await writing;
    },
  };
}

function parse(text: string): StoredState {
  return storedSchema.parse(JSON.parse(text));
}

/** A crash in the middle leaves the old file. */
async function writeAtomically(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
}
