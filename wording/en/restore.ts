import type { restore as es } from '../es/restore.js';
import type { Translation } from '../sentence.js';

export const restore = {
  no_manifest:
    'There is no manifest.json that can be read in {folder}: name the folder of an export',
  newer: 'A newer version made this export: upgrade before restoring',
  damaged: 'The file {file} is damaged or incomplete: try another export. Nothing was changed',
  not_empty:
    'The database is not empty (the table {table} has rows): restore into a new one. Nothing was changed',
  wrong_key:
    'This key does not open the export: the secret key of EXPORT_RECIPIENT is needed. Nothing was changed',
  no_identity: 'There is no secret key of age (AGE-SECRET-KEY-1…) in {file}',
  new_key:
    'Write into .env:\nEXPORT_RECIPIENT={recipient}\n\nKeep the secret key away from this server; without it nobody opens the exports:\n{identity}',
  exported: 'Exported to {path}: {rows} rows, {bytes} bytes',
  folder: 'the folder of an export',
  identity: 'the file with the secret key of age',
  restored:
    'Restored and checked: {tables} tables, {rows} rows, {jobs} queued jobs. Persons erased after the export was made, and erased again: {erasedAgain}',
  how: 'To restore: into a new, empty database, with the secret age key that was kept off the server. All of it goes in and is checked against the manifest, or nothing changes.',
  not_configured:
    'No copies are made: EXPORT_RECIPIENT is missing. On the server, run npm run export -- key, put the public key into .env, keep the secret key off the server, and restart.',
  none_yet: 'There is no copy yet. The first is made at 03:00; or make one now.',
  last_failed:
    'The last copy failed ({failure}). Check the disk space and the rights of the folder, and export again; it is retried by itself every hour.',
} as const satisfies Translation<typeof es>;
