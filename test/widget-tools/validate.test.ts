import { beforeAll, describe, expect, test } from '@jest/globals';
import { strToU8 } from 'fflate';
import { validateWidget } from '../../scripts/widget/validate.mjs';
import { callbacks, goodFiles, script, without, withJson, zipOf, type Files } from './archive.js';

type Break = (files: Files) => Files;

let good: Files;

beforeAll(async () => {
  good = await goodFiles();
});

const check = (files: Files, name = 'widget.zip'): string[] =>
  validateWidget(zipOf(files), name).map(
    ({ level, file, message }) => `${level}: ${file} ${message}`,
  );

/** Sets a dotted place of a JSON file; undefined takes it out. */
const setIn =
  (path: string, place: string, value: unknown) =>
  (files: Files): Files =>
    withJson(files, path, place, value);
const set = (place: string, value: unknown): Break => setIn('manifest.json', place, value);
const place = (location: string): Break => set('locations', ['lcard-1', 'settings', location]);
const put =
  (path: string, text: string) =>
  (files: Files): Files => ({ ...files, [path]: strToU8(text) });
const code = (line: string) =>
  put('script.js', `${script(callbacks)}\nfunction more() { ${line} }`);

test('the widget has nothing to mend (R9.2)', () => {
  expect(check(good)).toEqual([]);
});

test('what is no archive is said to be none', () => {
  expect(validateWidget(strToU8('not a zip'), 'widget.zip')).toEqual([
    { level: 'error', file: 'widget.zip', message: 'is not a zip archive that can be opened.' },
  ]);
});

test('an archive of another name is refused', () => {
  expect(check(good, 'account.zip')[0]).toContain('must be named widget.zip');
});

describe.each<[string, readonly (readonly [string, Break, string])[]]>([
  [
    'the archive',
    [
      ['no manifest', (f) => without(f, 'manifest.json'), 'manifest.json is missing'],
      ['no script', (f) => without(f, 'script.js'), 'script.js is missing'],
      [
        'everything in a folder',
        (f) =>
          Object.fromEntries(Object.entries(f).map(([path, bytes]) => [`widget/${path}`, bytes])),
        'zip the files themselves',
      ],
      ['a byte order mark', put('i18n/es.json', '\uFEFF{}'), 'byte order mark'],
      [
        'bytes that are not UTF-8',
        (f) => ({ ...f, 'style.css': Uint8Array.of(0xff) }),
        'not UTF-8',
      ],
      ['broken JSON', put('manifest.json', '{"widget":'), 'not valid JSON'],
      ['a manifest that is a list', put('manifest.json', '[]'), 'must be an object'],
      ['Windows line ends', put('style.css', '.account-leads {\r\n}'), 'warning: style.css'],
      ['a source map', put('script.js.map', '{}'), 'does not belong'],
      ['a dotfile', put('.DS_Store', 'x'), 'does not belong'],
      ['a folder of a Mac', put('__MACOSX/x', 'x'), 'does not belong'],
    ],
  ],
  [
    'the logos',
    [
      ['one missing', (f) => without(f, 'images/logo_min.png'), 'logo_min.png is missing'],
      [
        'one of another size',
        (f) => ({ ...f, 'images/logo.png': bytesOf(f, 'images/logo_min.png') }),
        'exactly 130 by 100',
      ],
      ['one that is no PNG', put('images/logo.png', 'GIF89a'), 'is not a PNG'],
      [
        'one too heavy',
        (f) => {
          const heavy = new Uint8Array(301 * 1024);
          heavy.set(bytesOf(f, 'images/logo.png'));
          return { ...f, 'images/logo.png': heavy };
        },
        '300 KB at most',
      ],
      [
        'none for the digital pipeline',
        (f) => place('digital_pipeline')(without(f, 'images/logo_dp.png')),
        'logo_dp.png is missing',
      ],
    ],
  ],
  [
    'the widget block',
    [
      ['none', set('widget', undefined), 'no "widget" block'],
      ['a version of two numbers', set('widget.version', '1.0'), 'three numbers'],
      ['another interface', set('widget.interface_version', 1), 'must be 2'],
      ['init_once as text', set('widget.init_once', 'false'), 'init_once must be'],
      ['no installation', set('widget.installation', undefined), 'installation must be'],
      ['no support address', set('widget.support.email', undefined), 'widget.support'],
      ['a secret', set('widget.secret_key', 'x'), 'secret_key must not'],
      ['a code', set('widget.code', 'x'), 'warning: manifest.json widget.code'],
      ['a left menu', set('left_menu', {}), 'public integrations only'],
    ],
  ],
  [
    'the locations',
    [
      ['none', set('locations', undefined), 'needs "locations"'],
      ['an unknown one', place('kanban'), '"kanban" does not exist'],
      ['both suffixes', place('lcard-0'), 'lcard twice'],
      ['a suffix where none goes', place('sms-1'), 'takes no suffix'],
      ['one twice', place('settings'), 'a location twice'],
      ['the left menu page', place('widget_page'), 'widget_page'],
      [
        'a tab without a card',
        set('locations', ['settings', 'card_sdk']),
        'needs a card beside it',
      ],
      ['an action without its block', set('dp', undefined), 'needs the block "dp"'],
      ['a page without its block', set('advanced', undefined), 'needs the block "advanced"'],
      ['a block without its location', place('ai_agent'), 'block "dp" does nothing'],
      [
        'a block of a bot without its block',
        set('salesbot_designer', undefined),
        '"salesbot_designer"',
      ],
      ['an agent without description', place('ai_agent'), 'ai_agent'],
    ],
  ],
  [
    'the settings',
    [
      ['none', set('settings', undefined), 'needs a "settings" block'],
      ['a field of text', set('settings.x', 'text'), 'must be an object'],
      ['an unknown type', set('settings.companion_url.type', 'url'), 'use one of text, pass'],
      ['required as text', set('settings.companion_url.required', 'yes'), 'required must be'],
      [
        'a custom field without the location',
        (f) => set('locations', ['lcard-1'])(set('settings.companion_url.type', 'custom')(f)),
        'needs the location "settings"',
      ],
      ['a password', set('settings.companion_url.type', 'pass'), "every user's browser"],
    ],
  ],
  [
    'the optional blocks',
    [
      ['an action without settings', set('dp', {}), 'dp needs a "settings"'],
      [
        'an action to an http address',
        set('dp', { settings: {}, webhook_url: 'http://leads.example' }),
        'dp.webhook_url',
      ],
      [
        'action_multiple as text',
        set('dp', { settings: {}, action_multiple: 'no' }),
        'dp.action_multiple',
      ],
      ['a designer without blocks', set('salesbot_designer', {}), 'at least one'],
      [
        'a designer field of another type',
        set('salesbot_designer', {
          ask: { name: 'widget.name', settings: { a: { type: 'select' } } },
        }),
        'ask.settings.a.type',
      ],
      ['a mobile page over http', set('mobile', { frame_url: 'http://x' }), 'frame_url'],
      ['a mobile colour by name', set('mobile', { color: 'red' }), 'mobile.color'],
    ],
  ],
  [
    'the languages',
    [
      ['none listed', set('widget.locale', []), 'must list the languages'],
      [
        'an unknown one',
        set('widget.locale', ['es', 'en', 'pt', 'xx']),
        'does not know the language',
      ],
      ['one without a file', (f) => without(f, 'i18n/pt.json'), 'although widget.locale names it'],
      ['a file not listed', put('i18n/tr.json', '{}'), 'is not listed'],
      ['a key only in one', setIn('i18n/en.json', 'card.extra', 'x'), 'has "card.extra"'],
      ['a key missing in one', setIn('i18n/en.json', 'card.sum', undefined), 'lacks "card.sum"'],
      ['no text for the name', set('widget.name', 'widget.title'), 'no text for "widget.title"'],
      ['a name that is no key', set('widget.name', 7), 'must name a key'],
      [
        'a setting without a text',
        set('settings.companion_url.name', 'settings.address'),
        'settings.companion_url.name',
      ],
      ['a name too long', setIn('i18n/es.json', 'widget.name', 'x'.repeat(31)), '30 at most'],
      [
        'a description too long',
        setIn('i18n/es.json', 'widget.description', 'x'.repeat(401)),
        '400 at most',
      ],
    ],
  ],
  [
    'the script',
    [
      ['a syntax error', put('script.js', 'define('), 'fails while loading'],
      ['no module', put('script.js', 'var a = 1;'), 'calls define 0 times'],
      ['two modules', put('script.js', 'define([], 1); define([], 2);'), 'calls define 2 times'],
      [
        'no function',
        put('script.js', 'define([], function () { return {}; });'),
        'must define a function',
      ],
      [
        'no callbacks',
        put('script.js', 'define([], function () { return function () { return this; }; });'),
        'must set this.callbacks',
      ],
      [
        'a widget that throws',
        put(
          'script.js',
          'define([], function () { return function () { throw new Error("no"); }; });',
        ),
        'fails when Kommo makes the widget: no',
      ],
      ['no render', put('script.js', script('init: function () {}')), 'no callback "render"'],
      ['a location without its callback', place('clist-1'), 'no callback "contacts"'],
      [
        'a file that it fetches later and that is not there',
        code('require([path + "later.js"])'),
        'loads later.js, which is not in the archive',
      ],
      [
        'a later file that breaks a rule',
        put('later.js', 'define(eval("1"))'),
        'warning: later.js uses eval',
      ],
      [
        'a later file of two modules',
        put('later.js', 'define(1); define(2)'),
        'calls define 2 times',
      ],
      [
        'a later file that fails',
        put('later.js', 'throw new Error("no")'),
        'fails while loading: no',
      ],
      ['a token made by hand', code('send({ "X-Auth-Token": 1 })'), '$authorizedAjax'],
      ["Kommo's proxy", code('sdk.crm_post("x")'), 'use $authorizedAjax'],
      ['a secret', code('send({ client_secret: "abc" })'), 'holds a secret'],
      [
        'a file that is not there',
        put('script.js', script(callbacks).replace("'jquery'", "'./more.js'")),
        './more.js, which is not in the archive',
      ],
      ['eval', code('eval("1")'), 'uses eval'],
      ['a function made of text', code('new Function("1")'), 'uses eval'],
      ['a script element', code('document.createElement("script")'), 'adds a script element'],
      ['a call that blocks', code('send({ async: false })'), 'calls synchronously'],
      ['writing to the console', code('console.log(1)'), 'writes to the console'],
      ["writing to the host's object", code('APP.data = 1'), "host's APP object"],
      ['an http address', code('send("http://leads.example")'), 'an http address'],
      ['document.write', code('document.write("")'), 'document.write'],
      ['half a megabyte', code('x'.repeat(512_001)), 'warning: script.js has'],
    ],
  ],
  [
    'the styles',
    [
      ['a bare element', put('style.css', '.account-leads p {} p {}'), '"p" would restyle'],
      ['everything', put('style.css', '* { margin: 0 }'), '"*" would restyle'],
      ["a class of the host's", put('style.css', '.account-leads {} .modal .x {}'), '".modal .x"'],
      [
        'a rule hidden in a media query',
        put('style.css', '.account-leads {} @media print { body { color: red } }'),
        '"body" would restyle',
      ],
    ],
  ],
])('%s is told of', (_group, rules) => {
  test.each(rules.map((rule) => [...rule] as [string, Break, string]))(
    '%s',
    (_case, breakIt, told) => {
      const problems = check(breakIt(good));
      expect(problems.join('\n')).toContain(told);
    },
  );
});

test("the host's colour scheme and keyframes are no restyling", () => {
  const css =
    ".account-leads {} html[data-color-scheme='dark'] .account-leads b {} @keyframes x { 50% { top: 0 } }";
  expect(check(put('style.css', css)(good))).toEqual([]);
});

test("comparing with the host's object, and console.trace, are allowed", () => {
  expect(check(code('if (APP.lang_id == 1 || APP.lang_id === 2) console.trace(1)')(good))).toEqual(
    [],
  );
});

function bytesOf(files: Files, path: string): Uint8Array {
  const bytes = files[path];
  if (bytes === undefined) throw new Error(`${path} is missing`);
  return bytes;
}

describe('what Kommo runs is not blamed', () => {
  const errorsIn = (files: Files) => check(files).filter((one) => one.startsWith('error'));
  const widget = (before: string, inside = '', deps = "['jquery', 'underscore']") =>
    put(
      'script.js',
      `${before}
      define(${deps}, function ($, _) {
        return function () {
          ${inside}
          this.callbacks = { ${callbacks} };
        };
      });`,
    );

  test.each<[string, Break]>([
    ['this.system() in the constructor', widget('', 'if (this.system().area === "x") return;')],
    ['a constructor that returns nothing', widget('')],
    [
      'localStorage before anything else',
      widget('if (localStorage.getItem("a_is_dev")) window.a = 1;'),
    ],
    ['console.debug', widget('console.debug("loaded");')],
    [
      'the hidden fields of the card',
      widget('', 'var hider = APP.data.current_card.fields_hider;'),
    ],
    ['jQuery as a global', widget('$(document).on("page:changed", function () {});')],
    ['a base class of Backbone', widget('', 'var View = Backbone.View.extend({}); new View();')],
    [
      'a class',
      put(
        'script.js',
        `define([], function () { return class { constructor() { this.area = this.system().area; this.callbacks = { ${callbacks} }; } }; });`,
      ),
    ],
    ['a library that is a plain script', put('lib/plain.js', 'var plain = {};')],
    ['a location without its callback', place('clist-1')],
    ['a language without some texts', setIn('i18n/en.json', 'card.sum', undefined)],
    ['a source map', put('script.js.map', '{}')],
    ['a style of a bare element', put('style.css', 'p { color: red }')],
  ])('%s', (_case, change) => {
    expect(errorsIn(change(good))).toEqual([]);
  });

  test('Russian is a language of amoCRM, not of Kommo', () => {
    const russian = put('i18n/ru.json', '{}')(set('widget.locale', ['es', 'en', 'pt', 'ru'])(good));
    expect(errorsIn(russian).join()).toContain('does not know the language "ru"');
  });
});
