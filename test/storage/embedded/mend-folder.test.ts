import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mendFolder } from '../../../backend/src/storage/embedded/mend-folder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mend-folder-'));
  writeFileSync(path.join(folder, 'PG_VERSION'), '18');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const itself = { name: 'itself', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

test('a data folder that others may read is closed again (R8.3)', async () => {
  chmodSync(folder, 0o755);
  await mendFolder(folder, itself);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a copy made by root is given to the user that PostgreSQL runs as, or the command is said (R8.3)', async () => {
  if (process.getuid?.() === 0) {
    await mendFolder(folder, { name: 'another', uid: 65_534, gid: 65_534 });
    const owners = [folder, path.join(folder, 'PG_VERSION')].map((name) => statSync(name).uid);
    expect(owners).toEqual([65_534, 65_534]);
    await expect(mendFolder(folder, null)).rejects.toThrow('sudo chown -R');
  } else {
    await expect(mendFolder('/', null)).rejects.toThrow('sudo chown -R');
  }
});
