import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** The browser that the tests use: an installed one, else the one they have unpacked (`npm test` does). */
export async function launchChromium() {
  const folder = join(process.cwd(), '.cache', 'chromium-147.0.0');
  const own = [
    process.env.CHROMIUM_PATH ?? '',
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    join(folder, 'chromium'),
  ].find((path) => existsSync(path));
  if (own === undefined) throw new Error('No browser: run npm test once, or set CHROMIUM_PATH.');
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];
  const env = own.startsWith(folder)
    ? { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') }
    : process.env;
  try {
    return await chromium.launch({ executablePath: own, args, env });
  } catch {
    const libraries = { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
    return chromium.launch({ executablePath: own, args, env: libraries });
  }
}
