import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync, strToU8 } from 'fflate';
import { hookAddress, withHookAddress } from '../../scripts/widget/hook-address.mjs';
import { packZip, readWidgetFiles } from '../../scripts/widget/pack.mjs';
import { validateWidget } from '../../scripts/widget/validate.mjs';
import { filesOf, goodFiles } from './archive.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

describe('packing (R9.2)', () => {
  test('gives the same bytes whatever the order of the files', async () => {
    const files = await goodFiles();
    const turned = Object.fromEntries(Object.entries(files).reverse());
    expect(packZip(turned)).toEqual(packZip(files));
  });

  test('gives the same bytes in every time zone', async () => {
    const hash = async (TZ: string): Promise<string> => {
      const program = `
        import { createHash } from 'node:crypto';
        import { packZip, readWidgetFiles } from './scripts/widget/pack.mjs';
        const zip = packZip(await readWidgetFiles('./widget/'));
        process.stdout.write(createHash('sha256').update(zip).digest('hex'));`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
        cwd: root,
        env: { ...process.env, TZ },
      });
      return stdout;
    };
    const [here, there] = await Promise.all([hash('America/Santo_Domingo'), hash('Asia/Tokyo')]);
    expect(here).toMatch(/^[0-9a-f]{64}$/);
    expect(there).toBe(here);
  });

  test('puts every file at the root, and the version stands in the manifest', async () => {
    const files = filesOf(packZip(await goodFiles()));
    expect(Object.keys(files)).toContain('manifest.json');
    expect(Object.keys(files)).toContain('images/logo_main.png');
    expect(Object.keys(files).filter((name) => name.startsWith('widget'))).toEqual([]);
  });
});

describe('the built script', () => {
  type Scripts = Readonly<Record<string, string>>;
  let folder: string;
  let built: Scripts;
  let again: Scripts;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'widget-'));
    const build = async (name: string): Promise<Scripts> => {
      const program = `
        import { buildScripts } from './scripts/widget/build.mjs';
        process.stdout.write(JSON.stringify(
          await buildScripts(${JSON.stringify(path.join(folder, name))}),
        ));`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
        ...{ cwd: root, maxBuffer: 10_000_000 },
      });
      return JSON.parse(stdout) as Scripts;
    };
    [built, again] = [await build('one'), await build('other')];
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const packed = () =>
    Object.fromEntries(Object.entries(built).map(([name, text]) => [name, strToU8(text)]));

  test('is the same each time', () => {
    expect(again).toEqual(built);
  });

  test('is a file for what Kommo loads, and one for each part that is fetched when it is wanted', () => {
    expect(Object.keys(built)).toEqual([
      ...[
        'admin-audit.js',
        'admin-experiments.js',
        'admin-figures.js',
        'admin-persons.js',
        'admin-setup.js',
        'admin-sources.js',
        'admin-team.js',
        'admin-work.js',
        'admin.js',
      ],
      ...['calls.js', 'card-actions.js', 'script.js'],
    ]);
  });

  test('is at most 30 kB gzipped, and so is every part that it fetches later', () => {
    const sizes = Object.entries(packed()).map(([name, bytes]) => [name, gzipSync(bytes).length]);
    expect(sizes.filter(([, size = 0]) => Number(size) > 30_000)).toEqual([]);
  });

  test('holds each module once: a part shares what is loaded before it', () => {
    const once = (text: string): number =>
      Object.values(built).filter((script) => script.includes(text)).length;
    expect([once('al-admin__section'), once('/widget/v1/admin/doctor')]).toEqual([1, 1]);
    expect([once('function patchChildren('), once('function createLifetime(')]).toEqual([1, 1]);
  });

  test('holds neither schemas nor a template compiler nor paths of the machine', () => {
    for (const text of Object.values(built)) {
      expect(text).not.toMatch(/\bzod\b|invalid_type|ZodError|JavaScriptCompiler/);
      expect(text).not.toContain(root);
    }
  });

  test('together with the rest is ready to upload', async () => {
    const files = await goodFiles();
    const env = { COMPANION_URL: 'https://leads.example', KOMMO_HOOK_SECRET: 'new,old' };
    const manifest = withHookAddress(files['manifest.json'] ?? new Uint8Array(), hookAddress(env));
    const zip = packZip({
      ...{ ...files, 'manifest.json': manifest },
      ...packed(),
    });
    expect(new TextDecoder().decode(manifest)).toContain(
      'https://leads.example/webhooks/kommo/new/pipeline',
    );
    expect(validateWidget(zip, 'widget.zip')).toEqual([]);
  });

  test('without a public address of the companion the check warns, and refuses nothing (R9.3)', async () => {
    expect(hookAddress({ PUBLIC_URL: 'http://localhost:3000', KOMMO_HOOK_SECRET: 'x' })).toBeNull();
    const files = { ...(await goodFiles()), ...(await readWidgetFiles(`${root}widget/`)) };
    const zip = packZip({ ...files, ...packed() });
    const problems = validateWidget(zip, 'widget.zip');
    expect(problems.map(({ level }) => level)).toEqual(['warning']);
    expect(problems[0]?.message).toContain('COMPANION_URL');
  });
});
