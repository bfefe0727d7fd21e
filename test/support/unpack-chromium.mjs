import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const cacheDir = join(process.cwd(), '.cache');

/**
 * The package unpacks into a shared /tmp and takes a half-written file for a whole one, so two
 * test workers that start together break each other. We unpack aside and rename.
 */
export async function unpackedChromium() {
  const manifest = join(process.cwd(), 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const folder = join(cacheDir, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome found: install one or name it in CHROMIUM_PATH.');
  }
  await mkdir(cacheDir, { recursive: true });
  const aside = await mkdtemp(join(cacheDir, 'unpacking-'));
  // AWS_EXECUTION_ENV makes the package unpack its libraries too.
  const env = { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  const unpack = "import('@sparticuz/chromium').then((c) => c.default.executablePath())";
  await promisify(execFile)(process.execPath, ['-e', unpack], { cwd: process.cwd(), env });
  await writeFile(join(aside, 'fonts.conf'), fontsConf(folder));
  await rename(aside, folder).catch(async (error) => {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

function fontsConf(folder) {
  const dirs = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${dirs.map((dir) => `  <dir>${dir}</dir>`).join('\n')}
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
}
