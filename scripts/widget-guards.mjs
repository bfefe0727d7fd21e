import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { adminAnswers, cardAnswers } from '../dist/contract/answers.js';
import { guardsFile, guardsOf } from './widget/guards.mjs';

const folder = fileURLToPath(new URL('../widget/api/guards/', import.meta.url));
await mkdir(folder, { recursive: true });
for (const [name, answers] of Object.entries({ card: cardAnswers, admin: adminAnswers })) {
  const text = guardsFile(guardsOf(answers));
  const file = `${folder}${name}.json`;
  const before = await readFile(file, 'utf8').catch(() => null);
  if (before !== text) await writeFile(file, text);
}
