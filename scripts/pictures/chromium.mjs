import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { unpackedChromium } from '../../test/support/unpack-chromium.mjs';

/** The browser that the tests use: an installed one, else the one of the npm package, unpacked where it is not yet. */
export async function launchChromium() {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];
  const installed = [
    process.env.CHROMIUM_PATH ?? '',
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => existsSync(path));
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args });

  const folder = await unpackedChromium();
  const executablePath = join(folder, 'chromium');
  const env = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  try {
    return await chromium.launch({ executablePath, args, env });
  } catch {
    const libraries = { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
    return chromium.launch({ executablePath, args, env: libraries });
  }
}
