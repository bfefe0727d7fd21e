import sharp from 'sharp';
import { captureAll, createAsk, until } from './scenario.mjs';

const person = {
  ...{ full_name: 'Carmen Peña', company_name: 'Almacenes Duarte', service_type: 'Contabilidad' },
  ...{ manages_inventory: undefined, monthly_transactions: undefined, special_reports: undefined },
};
const size = { width: 390, height: 860 };
const gap = 16;
const themes = ['light', 'dark'];

/**
 * The lead's phone beside the executive's card, as the bot asks and after it has ended: `conversation.png` and its dark twin
 * in `folder`. It moves the sandbox's clock, so it comes last.
 * @param {{ companion: string, kommo: string, odoo: string }} urls
 */
export async function takeConversation(browser, urls, folder) {
  const ask = createAsk(urls);
  const [leadId] = await captureAll(urls, ask, [person]);
  const phone = `/sandbox/phone/${leadId}`;
  const shown = (text) =>
    until(text, async () =>
      (await ask.kommo(phone)).messages.some((message) => message.text.includes(text)),
    );
  const say = (text) => ask.kommo(phone, { text });
  const take = async () => {
    const pairs = {};
    for (const theme of themes) pairs[theme] = await takePair(browser, urls.kommo, leadId, theme);
    return pairs;
  };

  await shown('Recibimos tu solicitud');
  await say('Sí, empecemos');
  // The two minutes begin when the companion has heard of the reply.
  await until('the first question', async () => {
    await ask.kommo('/sandbox/clock', { advanceMs: 30_000 });
    return (await ask.kommo(phone)).messages.some(({ text }) => text.includes('inventario?'));
  });
  await say('Sí');
  await shown('transacciones');
  const asking = await take();
  const stageOf = async () => (await ask.kommo(`/api/v4/leads/${leadId}`)).status_id;
  const qualifying = await stageOf();
  await say('como unas 300 al mes');
  await until('the next stage', async () => (await stageOf()) !== qualifying);
  const ended = await take();
  for (const theme of themes) {
    const name = theme === 'dark' ? 'conversation-dark' : 'conversation';
    await join([...asking[theme], ...ended[theme]], `${folder}/${name}.png`);
  }
}

/** The phone, and of the lead's page the panel with the card. */
async function takePair(browser, kommo, leadId, theme) {
  const context = await browser.newContext({ viewport: size, colorScheme: theme, locale: 'es' });
  await context.addCookies([{ name: 'sandbox_user', value: '1001', url: kommo }]);
  const phone = await context.newPage();
  await phone.goto(`${kommo}/phone/${leadId}`);
  await phone.getByRole('log').locator('.bubble').first().waitFor();
  const said = await phone.screenshot({ animations: 'disabled' });

  const page = await context.newPage();
  await page.setViewportSize({ ...size, width: 1280 });
  await page.goto(`${kommo}/leads/detail/${leadId}?theme=${theme}&lang=es&bar=0`);
  const run = page.locator('.account-leads [data-part=run]');
  await run.locator('summary').first().click();
  const box = await page.locator('.account-leads').boundingBox();
  const clip = { x: box.x - 12, y: 0, width: box.width + 24, height: size.height };
  const card = await page.screenshot({ animations: 'disabled', clip });
  await context.close();
  return [said, card];
}

async function join(pictures, file) {
  const read = await Promise.all(
    pictures.map(async (input) => ({ input, ...(await sharp(input).metadata()) })),
  );
  const width = read.reduce((sum, one) => sum + one.width + gap, gap);
  let left = gap;
  const placed = read.map(({ input, width: own }) => {
    const at = { input, left, top: gap };
    left += own + gap;
    return at;
  });
  const height = size.height + 2 * gap;
  const paper = { width, height, channels: 3, background: '#8a96a3' };
  const whole = await sharp({ create: paper }).composite(placed).png().toBuffer();
  await sharp(whole).png({ palette: true, colours: 128, compressionLevel: 9 }).toFile(file);
}
