import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync, strToU8 } from 'fflate';
import { packZip } from '../../scripts/widget/pack.mjs';
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

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'widget-'));
    const build = async (name: string): Promise<string> => {
      const target = path.join(folder, name);
      const program = `
        import { buildScript } from './scripts/widget/build.mjs';
        await buildScript(${JSON.stringify(target)});`;
      await run(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
      return readFile(path.join(target, 'script.js'), 'utf8');
    };
    scripts = [await build('one'), await build('other')];
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const script = (): string => scripts[0] ?? '';

  test('is the same each time', () => {
    expect(scripts[1]).toBe(script());
  });

  test('is at most 25 kB gzipped', () => {
    expect(gzipSync(strToU8(script())).length).toBeLessThanOrEqual(25_000);
  });

  test('holds neither schemas nor a template compiler nor paths of the machine', () => {
    expect(script()).not.toMatch(/\bzod\b|invalid_type|ZodError|JavaScriptCompiler/);
    expect(script()).not.toContain(root);
  });

  test('together with the rest is ready to upload', async () => {
    const zip = packZip({ ...(await goodFiles()), 'script.js': strToU8(script()) });
    expect(validateWidget(zip, 'widget.zip')).toEqual([]);
  });
});
