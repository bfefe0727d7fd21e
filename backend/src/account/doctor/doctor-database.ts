import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DatabaseFacts } from '../../storage/database-facts.js';
import { failed, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';
import type { Sentence } from '../../../../wording/sentence.js';

const oldest = 150_000;
const mebibyte = 1024 * 1024;
const scarceBytes = 200 * mebibyte;
const lowBytes = 1024 * mebibyte;

/** `folder` is the embedded server's; null for a server of the customer's, whose disk nobody here sees. */
export async function checkDatabase(
  facts: DatabaseFacts,
  folder: string | null,
): Promise<readonly Check[]> {
  return [
    checkVersion(facts),
    checkMigrations(facts),
    ...(folder === null ? [] : [checkDisk(await freeBytes(folder))]),
  ];
}

function checkVersion({ version, sizeBytes }: DatabaseFacts): Check {
  const name: Sentence = { code: 'doctor.version' };
  const shown = `${Math.floor(version / 10_000)}.${version % 10_000}`;
  const found: Sentence = {
    code: 'doctor.version_found',
    params: { version: shown, size: megabytes(sizeBytes) },
  };
  return version >= oldest
    ? ok(name, found)
    : failed(name, found, { code: 'doctor.version_remedy' });
}

function checkMigrations({ pending, unknown }: DatabaseFacts): Check {
  const name: Sentence = { code: 'doctor.tables' };
  if (unknown.length > 0) {
    const found: Sentence = {
      code: 'doctor.tables_newer',
      params: { names: unknown.join(', ') },
    };
    return failed(name, found, { code: 'doctor.tables_newer_remedy' });
  }
  if (pending.length === 0) return ok(name, { code: 'doctor.up_to_date' });
  return warning(
    name,
    { code: 'doctor.tables_pending', params: { names: pending.join(', ') } },
    { code: 'doctor.tables_pending_remedy' },
  );
}

export function checkDisk(free: number): Check {
  const name: Sentence = { code: 'doctor.disk' };
  const found: Sentence = { code: 'doctor.disk_free', params: { size: megabytes(free) } };
  if (free >= lowBytes) return ok(name, found);
  const remedy: Sentence = { code: 'doctor.disk_remedy' };
  return free < scarceBytes ? failed(name, found, remedy) : warning(name, found, remedy);
}

/** Of the nearest folder that exists: before the first start there is none yet. */
async function freeBytes(folder: string): Promise<number> {
  const absolute = resolve(folder);
  try {
    const { bavail, bsize } = await statfs(absolute);
    return bavail * bsize;
  } catch (error) {
    if (dirname(absolute) === absolute) throw error;
    return freeBytes(dirname(absolute));
  }
}

const megabytes = (bytes: number): string =>
  bytes >= 1024 * mebibyte
    ? `${(bytes / 1024 / mebibyte).toFixed(1)} GB`
    : `${Math.round(bytes / mebibyte)} MB`;
