import { expect, test } from '@jest/globals';
import { launchBrowser } from './chromium.js';

test('two browsers started at the same moment both show a page', async () => {
  const browsers = await Promise.all([launchBrowser(), launchBrowser()]);
  try {
    for (const browser of browsers) {
      const page = await browser.newPage();
      await page.setContent('<h1 style="font-family:sans-serif">Hola</h1>');
      expect(await page.textContent('h1')).toBe('Hola');
      expect(await page.evaluate(() => document.fonts.check('16px sans-serif'))).toBe(true);
    }
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
});
