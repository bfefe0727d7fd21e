// From the click on a lead to a card that shows its score: in a real browser, the packed widget, one lead after another.
import { launchChromium } from '../../scripts/pictures/chromium.mjs';
import { lead } from '../support/processes.mjs';
import { startBoth } from './start-both.mjs';

const openings = 20;

export async function benchCard() {
  const { port, kommoPort, stopBoth } = await startBoth();
  const leadId = await captureOne(port, kommoPort);
  const browser = await launchChromium();
  const times = [];
  let cardRequests = 0;
  for (let opening = 0; opening < openings; opening += 1) {
    const page = await browser.newPage();
    page.on('request', (request) => {
      if (request.method() === 'GET' && new URL(request.url()).pathname.endsWith('/card'))
        cardRequests += 1;
    });
    await page.addInitScript(watchTheCard);
    await page.goto(`http://localhost:${kommoPort}/leads/detail/${leadId}?bar=0`);
    await page.locator('.al-total__number').waitFor();
    times.push(await page.evaluate('window.__shownAt - window.__renderedAt'));
    await page.close();
  }
  await browser.close();
  await stopBoth();
  const sorted = times.sort((a, b) => a - b);
  return {
    'interactive after the widget begins, p75 (ms, goal < 1000)': Math.round(
      sorted[Math.floor(openings * 0.75)],
    ),
    'median (ms)': Math.round(sorted[Math.floor(openings / 2)]),
    'card requests for each opening (goal 1)': cardRequests / openings,
  };
}

/** Runs in the page: when the widget's own root appears, and when the score stands in it. */
function watchTheCard() {
  new MutationObserver(() => {
    if (window.__renderedAt === undefined && document.querySelector('.account-leads') !== null)
      window.__renderedAt = performance.now();
    if (window.__shownAt === undefined && document.querySelector('.al-total__number') !== null)
      window.__shownAt = performance.now();
  }).observe(document, { childList: true, subtree: true });
}

async function captureOne(port, kommoPort) {
  await fetch(`http://127.0.0.1:${port}/webhooks/leads/direct`, {
    method: 'POST',
    headers: { authorization: 'Bearer sandbox-capture', 'content-type': 'application/json' },
    body: JSON.stringify(lead(1)),
  });
  for (let waited = 0; waited < 300; waited += 1) {
    const response = await fetch(`http://127.0.0.1:${kommoPort}/api/v4/leads`, {
      headers: { cookie: 'sandbox_user=1001' },
    });
    if (response.status === 200) return (await response.json())._embedded.leads[0].id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the lead did not arrive');
}
