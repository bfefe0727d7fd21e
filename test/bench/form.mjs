// The public form on a telephone with a slow line: first paint, and the time until its script answers to what is typed.
import { launchChromium } from '../../scripts/pictures/chromium.mjs';
import { median } from '../support/processes.mjs';
import { startBoth } from './start-both.mjs';

const openings = 7;
/** The profiles of Chrome's own developer tools, "Slow 4G" and "3G": round trip in ms, bytes a second. */
const lines = {
  'slow 4G': { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 },
  '3G': { latency: 2_000, downloadThroughput: 50_000, uploadThroughput: 50_000 },
};
const slowerProcessor = 4;

export async function benchForm() {
  const { port, stopBoth } = await startBoth();
  const browser = await launchChromium();
  const figures = {};
  for (const [name, line] of Object.entries(lines)) {
    const opened = [];
    for (let opening = 0; opening < openings; opening += 1)
      opened.push(await open(browser, `http://localhost:${port}/form`, line));
    const paint = Math.round(median(opened.map((one) => one.paint)));
    const usable = Math.round(median(opened.map((one) => one.usable)));
    figures[`${name}, processor ÷${slowerProcessor}: first paint, median (ms)`] = paint;
    figures[`${name}, processor ÷${slowerProcessor}: usable, median (ms)`] = usable;
    figures[`${name}: largest shift of the layout (goal ≤ 0.1)`] = Math.max(
      ...opened.map((one) => one.shift),
    ).toFixed(3);
  }
  await browser.close();
  await stopBoth();
  return figures;
}

/** A first visit: nothing is cached, the tab is a telephone's. */
async function open(browser, address, line) {
  const viewport = { width: 360, height: 740 };
  // The page's policy refuses what the measuring evaluates in it.
  const context = await browser.newContext({ viewport, bypassCSP: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowerProcessor });
  await page.addInitScript(watchTheForm);
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForFunction('window.__paint !== undefined && window.__usable !== undefined');
  const seen = await page.evaluate(
    '({ paint: window.__paint, usable: window.__usable, shift: window.__shift })',
  );
  await context.close();
  return seen;
}

/** Runs in the page. The form's script is deferred: once the document is complete, it listens. */
function watchTheForm() {
  window.__shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.name === 'first-contentful-paint') window.__paint = entry.startTime;
  }).observe({ type: 'paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) window.__shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('DOMContentLoaded', () => {
    // After the script's own work, when the browser has time for whoever types.
    setTimeout(() => (window.__usable = performance.now()), 0);
  });
}
