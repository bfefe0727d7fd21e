import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { HostStore } from './host-options.js';

const contentSchema = z.record(z.string(), z.unknown());

/** One JSON file, replaced whole; what one start saves the next one finds. */
export function createFileStore(file: string): HostStore {
  // One write after the other: two at once would lose one of them.
  let last = Promise.resolve();
  return {
    read: async (key) => (await readContent(file))[key],
    write: (key, value) => {
      last = last.catch(() => undefined).then(() => replace(file, key, value));
      return last;
    },
  };
}

async function replace(file: string, key: string, value: unknown): Promise<void> {
  const content = { ...(await readContent(file)), [key]: value };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(content));
  await rename(`${file}.new`, file);
}

async function readContent(file: string): Promise<Record<string, unknown>> {
  try {
    return contentSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // The first start.
    return {};
  }
}
