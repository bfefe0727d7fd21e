import { existsSync } from 'node:fs';
import { chmod, copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { mergeEnv } from './merge-env.js';
import type { Values } from './question.js';

/** What is answered, on disk at once: a set-up that is stopped goes on where it was. */
export interface Answers {
  read(): Promise<Values>;
  /** Kept beside `.env`, which is only written when it can be used. */
  keep(values: Values): Promise<void>;
  /** Brings `.env` to these values and forgets the draft. Null where it had them; else the copy of what was there. */
  finish(values: Values): Promise<{ readonly backup: string | null } | null>;
  readonly draft: string;
}

const draftSchema = z.record(z.string(), z.string());

export function createAnswers(folder: string, clock: () => Date): Answers {
  const path = join(folder, '.env');
  const draft = join(folder, '.env.setup');
  return {
    draft: '.env.setup',
    async read() {
      const env = await textOf(path);
      const kept = draftSchema.safeParse(parse((await textOf(draft)) ?? ''));
      return { ...(env === null ? {} : filledIn(env)), ...(kept.success ? kept.data : {}) };
    },
    keep: (values) => writePrivate(draft, JSON.stringify(values, null, 2)),
    async finish(values) {
      const present = await textOf(path);
      const base = present ?? (await textOf(join(folder, '.env.example'))) ?? '';
      const merged = mergeEnv(base, values);
      const isSame = merged === present;
      const backup = present === null || isSame ? null : backupName(clock());
      if (backup !== null) {
        await copyFile(path, join(folder, backup));
        await chmod(join(folder, backup), 0o600);
      }
      if (isSame) await chmod(path, 0o600);
      else await writePrivate(path, merged);
      await rm(draft, { force: true });
      return isSame ? null : { backup };
    },
  };
}

const backupName = (now: Date): string =>
  `.env.backup-${now.toISOString().slice(0, 19).replaceAll(':', '-')}`;

const textOf = async (path: string): Promise<string | null> =>
  existsSync(path) ? (await readFile(path, 'utf8')).replace(/^\uFEFF/u, '') : null;

/** `NAME=` without a value is as good as not written. */
const filledIn = (text: string): Values =>
  Object.fromEntries(
    Object.entries(parseEnv(text)).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value] as const],
    ),
  );

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whole or not at all, and for its owner only, whatever was there. */
async function writePrivate(path: string, text: string): Promise<void> {
  const next = `${path}.new`;
  await rm(next, { force: true });
  await writeFile(next, text, { mode: 0o600 });
  await rename(next, path);
}
