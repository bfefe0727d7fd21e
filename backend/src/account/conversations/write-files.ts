import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BotFile, ConversationSetup } from '../../../../contract/conversation-setup.js';

/** Each bot as a file to import and as code to paste, each template as text; answers how many files. */
export async function writeFiles(
  folder: string,
  bots: readonly BotFile[],
  { templates }: ConversationSetup,
): Promise<number> {
  const files = [
    ...bots.flatMap(({ key, fileName, file, source }) => [
      [fileName, file],
      [`${key}.source.txt`, source],
    ]),
    ...templates.map(({ key, category, content, buttons }) => [
      `template_${key}.txt`,
      [category, '', content, '', ...buttons.map((title) => `[${title}]`), ''].join('\n'),
    ]),
  ];
  await mkdir(folder, { recursive: true });
  for (const [name = '', text = ''] of files) await writeFile(join(folder, name), text);
  return files.length;
}
