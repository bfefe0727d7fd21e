import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DatabaseFacts } from '../../storage/database-facts.js';
import { failed, ok, warning } from './doctor-check.js';
import type { Check } from './doctor-check.js';

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
  const text = `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}, ${megabytes(sizeBytes)}`;
  if (version >= oldest) return ok('Versión', text);
  return failed('Versión', text, 'Actualice el servidor a PostgreSQL 15 o posterior.');
}

function checkMigrations({ pending, unknown }: DatabaseFacts): Check {
  const name = 'Tablas';
  if (unknown.length > 0) {
    const found = `La base es de una versión más nueva (${unknown.join(', ')})`;
    return failed(name, found, 'Instale la última versión del companion.');
  }
  if (pending.length === 0) return ok(name, 'Al día');
  return warning(
    name,
    `Faltan: ${pending.join(', ')}`,
    'Reinicie el companion: al arrancar pone al día las tablas.',
  );
}

export function checkDisk(free: number): Check {
  const name = 'Espacio en disco';
  const found = `${megabytes(free)} libres`;
  if (free >= lowBytes) return ok(name, found);
  const remedy = 'Libere espacio en el disco de DATA_DIR: sin él no se puede recibir ningún lead.';
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
