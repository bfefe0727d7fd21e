/** Checks a widget archive: `npm run widget:validate -- path/to/widget.zip`, by default the packed one. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { validateWidget } from './widget/validate.mjs';

const packed = fileURLToPath(new URL('../dist/widget.zip', import.meta.url));
const file = process.argv[2] ?? packed;

const bytes = await readFile(file).catch(() => null);
if (bytes === null) {
  console.error(`${file} cannot be read. Pack it first: npm run widget:pack`);
  process.exit(2);
}

const problems = validateWidget(new Uint8Array(bytes), path.basename(file));
for (const { level, file: where, message } of problems)
  console.log(`${level}: ${where} ${message}`);

const errors = problems.filter(({ level }) => level === 'error').length;
console.log(
  errors === 0
    ? `${file} is ready to upload.`
    : `${file}: ${errors} to mend before it can be uploaded.`,
);
process.exitCode = errors === 0 ? 0 : 1;
