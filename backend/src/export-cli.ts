import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { print, runCommand, say } from './run-command.js';

/** `npm run export`: a sealed copy of the database now. `npm run export -- key`: draws the pair of keys for it. */
if (process.argv[2] === 'key') {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  print(say({ code: 'restore.new_key', params: { recipient, identity } }));
} else {
  await runCommand(process.env, async ({ services: { config, exports } }) => {
    const { folder, rows, bytes } = await exports.make('command');
    const path = join(config.dataDir, 'exports', folder);
    print(say({ code: 'restore.exported', params: { path, rows, bytes } }));
  });
}
