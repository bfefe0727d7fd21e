import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { unpackedChromium } from './unpack-chromium.mjs';

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

function ownEnvironment(): Record<string, string> {
  const known = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Record<string, string>;
}
