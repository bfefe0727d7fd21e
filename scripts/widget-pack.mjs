import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync, strToU8 } from 'fflate';
import { buildScripts } from './widget/build.mjs';
import { packZip, readWidgetFiles } from './widget/pack.mjs';
import { loadEnvFile } from './env-file.mjs';
import { hookAddress, withHookAddress } from './widget/hook-address.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

loadEnvFile(`${root}.env`);
const texts = await buildScripts();
const scripts = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [name, strToU8(text)]),
);
const files = await readWidgetFiles(`${root}widget/`);
const address = hookAddress(process.env);
const manifest = withHookAddress(files['manifest.json'], address);
const zip = packZip({ ...files, ...scripts, 'manifest.json': manifest });
const target = process.argv[2] ?? `${root}dist/widget.zip`;
await mkdir(dirname(target), { recursive: true });
await writeFile(target, zip);

const { version } = JSON.parse(new TextDecoder().decode(manifest)).widget;
const kB = (bytes) => (bytes / 1000).toFixed(1);
const sizes = Object.entries(scripts).map(
  ([name, bytes]) => `${name} ${kB(gzipSync(bytes).length)}`,
);
console.log(
  `dist/widget.zip, version ${version}: ${kB(zip.length)} kB; gzipped: ${sizes.join(' kB, ')} kB`,
);
if (address === null) {
  console.log(
    'Packed for the sandbox. For a real account `npm run setup` packs it again: its pipeline actions need PUBLIC_URL (https) and KOMMO_HOOK_SECRET.',
  );
}
