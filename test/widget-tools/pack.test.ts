import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
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
  let folder: string;
  let scripts: readonly string[];
  let admin: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'widget-'));
    const build = async (name: string): Promise<string> => {
      const target = path.join(folder, name);
      const program = `
        import { buildScripts } from './scripts/widget/build.mjs';
        await buildScripts(${JSON.stringify(target)});`;
      await run(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
      return readFile(path.join(target, 'script.js'), 'utf8');
    };
    scripts = [await build('one'), await build('other')];
    admin = await readFile(path.join(folder, 'one', 'admin.js'), 'utf8');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const script = (): string => scripts[0] ?? '';

  test('is the same each time', () => {
    expect(scripts[1]).toBe(script());
  });

  test('is at most 30 kB gzipped, and so is the page that it fetches later', () => {
    expect(gzipSync(strToU8(script())).length).toBeLessThanOrEqual(30_000);
    expect(gzipSync(strToU8(admin)).length).toBeLessThanOrEqual(30_000);
  });

  test('holds neither schemas nor a template compiler nor paths of the machine', () => {
    for (const text of [script(), admin]) {
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
      ...{ 'script.js': strToU8(script()), 'admin.js': strToU8(admin) },
    });
    expect(new TextDecoder().decode(manifest)).toContain(
      'https://leads.example/webhooks/kommo/new/pipeline',
    );
    expect(validateWidget(zip, 'widget.zip')).toEqual([]);
  });

  test('without a public address of the companion the check warns, and refuses nothing (R9.3)', async () => {
    expect(hookAddress({ PUBLIC_URL: 'http://localhost:3000', KOMMO_HOOK_SECRET: 'x' })).toBeNull();
    const files = { ...(await goodFiles()), ...(await readWidgetFiles(`${root}widget/`)) };
    const zip = packZip({ ...files, 'admin.js': strToU8(admin) });
    const problems = validateWidget(zip, 'widget.zip');
    expect(problems.map(({ level }) => level)).toEqual(['warning']);
    expect(problems[0]?.message).toContain('COMPANION_URL');
  });
});
