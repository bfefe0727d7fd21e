import { expect, test } from '@jest/globals';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountToRunAs, unreachableFor } from '../../../backend/src/storage/embedded/account.js';
import { findBinaries, restoreLinks } from '../../../backend/src/storage/embedded/binaries.js';
import { storableJson } from '../../../backend/src/storage/storable-json.js';

test.each([
  ['Alpine', { os: 'linux', arch: 'x64', musl: true }],
  ['32-bit ARM', { os: 'linux', arch: 'arm', musl: false }],
  ['Windows', { os: 'win32', arch: 'x64', musl: false }],
])('%s is told to set DATABASE_URL', async (_, platform) => {
  await expect(findBinaries(null, platform)).rejects.toMatchObject({
    code: 'storage_unavailable',
    message: expect.stringContaining('Set DATABASE_URL'),
  });
});

test('a platform whose optional package is not installed is told how to get it', async () => {
  await expect(
    findBinaries(null, { os: 'darwin', arch: 'arm64', musl: false }),
  ).rejects.toMatchObject({
    message: expect.stringContaining('npm ci without --omit=optional'),
  });
});

test.each([
  ['not root: as we are', 1000, 'postgres:x:101:104::/:/bin/sh', null],
  [
    'root: postgres first',
    0,
    'node:x:1000:1000::/:/bin/sh\npostgres:x:101:104::/:/bin/sh',
    'postgres',
  ],
  ['root: else node', 0, 'nobody:x:65534:65534::/:/bin/sh\nnode:x:1000:1000::/:/bin/sh', 'node'],
  ['root: else nobody', 0, 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh', 'nobody'],
])('PostgreSQL runs as an unprivileged user; %s', async (_, uid, passwd, name) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'companion-passwd-')), 'passwd');
  writeFileSync(file, passwd);
  const account = await accountToRunAs(uid, file);
  rmSync(path.dirname(file), { recursive: true });
  expect(account?.name ?? null).toBe(name);
});

test('root without any such user is told what to do', async () => {
  await expect(accountToRunAs(0, '/nowhere')).rejects.toMatchObject({
    message: expect.stringContaining(
      'start the companion as another user'.replace('start', 'Start'),
    ),
  });
});

test('a folder on the way that the user may not enter is found, as with code under /root', async () => {
  const top = mkdtempSync(path.join(tmpdir(), 'companion-closed-'));
  mkdirSync(path.join(top, 'node_modules', 'bin'), { recursive: true });
  chmodSync(top, 0o700);
  const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 };
  const inside = path.join(top, 'node_modules', 'bin');

  expect(await unreachableFor(stranger, inside)).toBe(top);
  chmodSync(top, 0o711);
  expect(await unreachableFor(stranger, inside)).toBeNull();
  rmSync(top, { recursive: true });
});

test.each([
  ['plain', { a: 1, b: [null, 'x'] }, '{"a":1,"b":[null,"x"]}'],
  ['nothing', undefined, 'null'],
  ['U+0000', ['a\u0000b'], '["ab"]'],
  ['half a pair', ['\uDC00x\uD83D'], '["\uFFFDx\uFFFD"]'],
  ['a whole pair', ['😀'], '["😀"]'],
  ['a backslash and u0000, which is harmless', ['\\u0000'], '["\\\\u0000"]'],
  ['keys', { 'k\u0000': { 'd\uD800': 1 } }, '{"k":{"d\uFFFD":1}}'],
])('JSON is made storable: %s', (_, value, text) => {
  expect(storableJson(value)).toBe(text);
});

test("the libraries' links that an install without scripts leaves out are made again", async () => {
  const top = mkdtempSync(path.join(tmpdir(), 'companion-links-'));
  const native = path.join(top, 'native');
  mkdirSync(path.join(native, 'bin'), { recursive: true });
  mkdirSync(path.join(native, 'lib'));
  writeFileSync(path.join(native, 'bin', 'postgres'), '', { mode: 0o755 });
  writeFileSync(path.join(native, 'lib', 'libicuuc.so.60.2'), 'library');
  writeFileSync(
    path.join(native, 'pg-symlinks.json'),
    JSON.stringify([
      { source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so.60' },
    ]),
  );
  await restoreLinks(native);
  await restoreLinks(native);
  const linked = readFileSync(path.join(native, 'lib', 'libicuuc.so.60'), 'utf8');
  const link = readlinkSync(path.join(native, 'lib', 'libicuuc.so.60'));
  rmSync(top, { recursive: true });

  expect(linked).toBe('library');
  expect(link).toBe('libicuuc.so.60.2');
});
