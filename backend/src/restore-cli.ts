import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { restoreExport } from './restore-export.js';
import { print, runCommand, say } from './run-command.js';

/** `npm run restore -- FOLDER --identity FILE`: an export back into an empty database. */
const command = new Command('restore')
  .argument('<folder>', say({ code: 'restore.folder' }))
  .requiredOption('--identity <file>', say({ code: 'restore.identity' }))
  .action((folder: string, { identity }: { readonly identity: string }) =>
    run(resolve(folder), identity),
  );
await command.parseAsync(process.argv);

async function run(folder: string, file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/u.exec(text)?.[0];
  if (identity === undefined) {
    print(say({ code: 'restore.no_identity', params: { file } }));
    process.exitCode = 1;
    return;
  }
  await runCommand(process.env, async (_parts, tools) => {
    const { tables, rows, jobs, erasedAgain } = await restoreExport(tools, { folder, identity });
    print(say({ code: 'restore.restored', params: { tables, rows, jobs, erasedAgain } }));
  });
}
