import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const cacheDir = join(process.cwd(), '.cache');

/** Where a browser is looked for before the npm package is unpacked. */
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// The browser talks to loopback only: everything that would call home is off.
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * Starts a headless Chromium: the installed one (`CHROMIUM_PATH` first), else the one that
 * `@sparticuz/chromium` brings. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = [process.env['CHROMIUM_PATH'] ?? '', ...installed].find((path) => existsSync(path));
  if (own !== undefined) return chromium.launch({ executablePath: own, args });

  const folder = await unpackedChromium();
  const executablePath = join(folder, 'chromium');
  const env = { ...ownEnvironment(), FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  try {
    return await chromium.launch({ executablePath, args, env });
  } catch (error) {
    // A bare machine lacks libnss3 and its kin: the package brings them for Amazon Linux 2023.
    const libraries = { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
    return chromium.launch({ executablePath, args, env: libraries }).catch(() => {
      throw error;
    });
  }
}

/**
 * The package unpacks into a shared /tmp and takes a half-written file for a whole one, so two
 * test workers that start together break each other. We unpack aside and rename.
 */
async function unpackedChromium(): Promise<string> {
  const manifest = join(process.cwd(), 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const folder = join(cacheDir, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome found: install one or name it in CHROMIUM_PATH.');
  }
  await mkdir(cacheDir, { recursive: true });
  const aside = await mkdtemp(join(cacheDir, 'unpacking-'));
  // AWS_EXECUTION_ENV makes the package unpack its libraries too.
  const env = { ...ownEnvironment(), TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  const unpack = "import('@sparticuz/chromium').then((c) => c.default.executablePath())";
  await promisify(execFile)(process.execPath, ['-e', unpack], { cwd: process.cwd(), env });
  await writeFile(join(aside, 'fonts.conf'), fontsConf(folder));
  await rename(aside, folder).catch(async (error: unknown) => {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

function fontsConf(folder: string): string {
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

function ownEnvironment(): Record<string, string> {
  const known = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Record<string, string>;
}
