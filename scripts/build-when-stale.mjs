import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['contract', 'domain', 'wording', 'backend/src', 'sandbox', 'widget', 'landing'];
const built = 'dist/widget.zip';

/** `npm ci` builds; this builds again only where a source file is newer than what was built. */
export function buildWhenStale() {
  if (existsSync(built) && newest(folders) <= statSync(built).mtimeMs) return;
  process.stdout.write('Building…\n');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

function newest(paths) {
  return Math.max(
    ...paths.map((path) => {
      const stat = statSync(path);
      return stat.isDirectory()
        ? newest(readdirSync(path).map((name) => join(path, name)))
        : stat.mtimeMs;
    }),
    0,
  );
}
