import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync, strToU8 } from 'fflate';
import { buildScript } from './widget/build.mjs';
import { packZip, readWidgetFiles } from './widget/pack.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const script = strToU8(await buildScript());
const files = await readWidgetFiles(`${root}widget/`);
const zip = packZip({ ...files, 'script.js': script });
await mkdir(`${root}dist`, { recursive: true });
await writeFile(`${root}dist/widget.zip`, zip);

const { version } = JSON.parse(new TextDecoder().decode(files['manifest.json'])).widget;
const kB = (bytes) => (bytes / 1000).toFixed(1);
console.log(
  `dist/widget.zip, version ${version}: ${kB(zip.length)} kB; script ${kB(gzipSync(script).length)} kB gzipped`,
);
