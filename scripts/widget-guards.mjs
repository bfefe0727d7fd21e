import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { actionAnswers, adminAnswers, cardAnswers } from '../dist/contract/answers.js';
import { guardsFile, guardsOf } from './widget/guards.mjs';

const folder = fileURLToPath(new URL('../widget/api/guards/', import.meta.url));
await mkdir(folder, { recursive: true });
const tables = { card: cardAnswers, action: actionAnswers, admin: adminAnswers };
for (const [name, answers] of Object.entries(tables)) {
  const text = guardsFile(guardsOf(answers));
  const file = `${folder}${name}.json`;
  const before = await readFile(file, 'utf8').catch(() => null);
  if (before !== text) await writeFile(file, text);
}
