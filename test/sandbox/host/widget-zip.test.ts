import { beforeAll, describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { readWidgetZip } from '../../../sandbox/host/widget-zip.js';
import { png, startHost, widgetFiles } from './host-page.js';

type Files = Record<string, Uint8Array>;
type Json = Record<string, never>;

let whole: Files;

beforeAll(async () => {
  whole = await widgetFiles();
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The fixture's files with one JSON file changed. */
function withJson(file: string, change: (value: Json) => void): Files {
  const value = JSON.parse(new TextDecoder().decode(whole[file])) as Json;
  change(value);
  return { ...whole, [file]: bytes(JSON.stringify(value)) };
}

const withManifest = (change: (manifest: Json) => void): Files => withJson('manifest.json', change);

function without(...names: readonly string[]): Files {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)));
}

function set(target: object, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<Record<string, unknown>>(
    (inner, key) => inner[key] as Record<string, unknown>,
    target as Record<string, unknown>,
  );
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
}

const manifestWith =
  (path: string, value: unknown): (() => Files) =>
  () =>
    withManifest((manifest) => {
      set(manifest, path, value);
    });

const locationsWith = (...more: readonly string[]): (() => Files) =>
  manifestWith('locations', ['lcard-1', 'settings', ...more]);

const refusals: readonly (readonly [string, string, () => Files | Promise<Files>])[] = [
  ['no manifest', 'no-manifest', () => without('manifest.json')],
  [
    'files inside a folder',
    'nested',
    () =>
      Object.fromEntries(Object.entries(whole).map(([name, value]) => [`widget/${name}`, value])),
  ],
  [
    'a manifest that is no JSON',
    'manifest-json',
    () => ({ ...whole, 'manifest.json': bytes('{') }),
  ],
  ['a byte order mark', 'bom', () => ({ ...whole, 'script.js': bytes('\uFEFFdefine()') })],
  ['another encoding', 'utf8', () => ({ ...whole, 'style.css': new Uint8Array([0xe9, 0x20]) })],
  ['no script.js', 'script', () => without('script.js')],
  ['interface_version 1', 'interface-version', manifestWith('widget.interface_version', 1)],
  ['a version of two parts', 'manifest', manifestWith('widget.version', '1.2')],
  ['no init_once', 'manifest', manifestWith('widget.init_once', undefined)],
  ['no support address', 'manifest', manifestWith('widget.support', undefined)],
  ['no settings block', 'manifest', manifestWith('settings', undefined)],
  ['an unknown type of setting', 'manifest', manifestWith('settings.extra.type', 'select')],
  ['an unknown location', 'location', locationsWith('lead_card')],
  ['the left menu', 'location', locationsWith('widget_page')],
  ['a suffix where there is none', 'location', locationsWith('digital_pipeline-1')],
  ['both forms of one area', 'location-pair', locationsWith('lcard-0')],
  ['ai_agent without a description', 'locale-text', locationsWith('ai_agent')],
  ['a digital pipeline without dp', 'dp', manifestWith('dp', undefined)],
  ['advanced settings without a title', 'advanced', manifestWith('advanced', undefined)],
  ['an empty advanced title', 'manifest', manifestWith('advanced.title', '')],
  ['a bot designer without a handler', 'salesbot', manifestWith('salesbot_designer', undefined)],
  ['a custom field without settings', 'custom', manifestWith('locations', ['lcard-1'])],
  ['a locale without its file', 'locale', () => without('i18n/pt.json')],
  [
    'a language file without its locale',
    'locale-undeclared',
    () => ({ ...whole, 'i18n/tr.json': bytes('{}') }),
  ],
  [
    'a key that one language lacks',
    'locale-keys',
    () =>
      withJson('i18n/en.json', (texts) => {
        set(texts, 'dp', undefined);
      }),
  ],
  [
    'an empty text that the manifest names',
    'locale-text',
    () =>
      withJson('i18n/es.json', (texts) => {
        set(texts, 'widget.name', '');
      }),
  ],
  ['a missing logo', 'logo-missing', () => without('images/logo_small.png')],
  ['a missing pipeline logo', 'logo-missing', () => without('images/logo_dp.png')],
  [
    'a logo one pixel too wide',
    'logo-size',
    async () => ({ ...whole, 'images/logo.png': await png(131, 100) }),
  ],
  [
    'a logo that is no PNG',
    'logo-format',
    () => ({ ...whole, 'images/logo.png': bytes('GIF89a') }),
  ],
  [
    'a logo over 300 KB',
    'logo-weight',
    () => ({
      ...whole,
      'images/logo.png': new Uint8Array([
        ...(whole['images/logo.png'] ?? []),
        ...new Uint8Array(300 * 1024),
      ]),
    }),
  ],
];

describe('the upload check (R9.1)', () => {
  test('the fixture is accepted, with its languages', () => {
    const zip = readWidgetZip(zipSync(whole));
    expect(zip.kind).toBe('accepted');
    expect(zip.kind === 'accepted' && Object.keys(zip.languages)).toEqual(['es', 'en', 'pt']);
  });

  test('bytes that are no archive are refused', () => {
    expect(readWidgetZip(bytes('hello'))).toMatchObject({
      kind: 'refused',
      problems: [{ code: 'not-a-zip' }],
    });
  });

  test.each(refusals)('%s is refused', async (_case, code, files) => {
    const zip = readWidgetZip(zipSync(await files()));
    expect(zip.kind === 'refused' ? zip.problems.map((one) => one.code) : []).toContain(code);
  });

  test('without the digital pipeline no pipeline logo is needed', () => {
    const files = withManifest((manifest) => {
      set(manifest, 'locations', ['lcard-1', 'settings']);
    });
    Reflect.deleteProperty(files, 'images/logo_dp.png');
    expect(readWidgetZip(zipSync(files)).kind).toBe('accepted');
  });

  test('the page shows every reason, and the widget again once the archive is mended', async () => {
    let zip = zipSync(without('images/logo.png', 'i18n/pt.json'));
    const host = await startHost({ widgetZip: () => Promise.resolve(zip) });
    try {
      const refused = await fetch(`${host.url}/leads/detail/501`);
      const text = await refused.text();
      expect(refused.status).toBe(422);
      expect(text).toContain('data-problem="logo-missing"');
      expect(text).toContain('data-problem="locale"');

      zip = zipSync(whole);
      expect((await fetch(`${host.url}/leads/detail/501`)).status).toBe(200);
    } finally {
      await host.close();
    }
  });
});
