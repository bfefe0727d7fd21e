import vm from 'node:vm';
import { error, warning } from './archive.mjs';

const file = 'script.js';
const softLimit = 512_000;

/** What Kommo calls, by the location that makes it call. */
const callbacksByLocation = {
  settings: ['settings', 'onSave'],
  advanced_settings: ['advancedSettings'],
  digital_pipeline: ['dpSettings'],
  salesbot_designer: ['salesbotDesignerSettings', 'onSalesbotDesignerSave'],
  llist: ['leads'],
  clist: ['contacts'],
  tlist: ['todo'],
};

/** Kommo's rules for published code, and bad habits: a private widget that breaks one still runs (section 1.4). */
const forbidden = [
  [/\beval\s*\(|new Function\s*\(/, 'uses eval: Kommo forbids it.'],
  [
    /createElement\(\s*["'`]script["'`]\s*\)|<script\b/i,
    'adds a script element: load with define.',
  ],
  [/\basync\s*:\s*(false|!1)\b/, 'calls synchronously: the whole page would wait.'],
  [/\bconsole\.(?!trace\b)\w+\s*\(/, 'writes to the console: only console.trace is allowed.'],
  [/\b(?:window\.)?(?:APP|AMOCRM)(?:\.\w+)+\s*=(?!=)/, "writes to the host's APP object."],
  [
    /["'`]http:\/\/(?!localhost|127\.0\.0\.1|www\.w3\.org)/,
    'names an http address: browsers block it in Kommo.',
  ],
  [/document\.write\s*\(/, 'uses document.write: it would erase the page.'],
  [
    /["'`]X-Auth-Token["'`]|\/disposable_token/i,
    'makes the one-time token itself: $authorizedAjax asks for it and adds it.',
  ],
  [/\bcrm_post\s*\(/, "calls through Kommo's proxy, which adds no token: use $authorizedAjax."],
  [
    /\b(?:client_secret|secret_key)\b["'`]?\s*[:=]\s*["'`]\w/,
    'holds a secret: every user of the account can read it.',
  ],
];

/** Sections 3.1, 3.2 and 4, as far as they can be told without Kommo. Runs the script: check only archives you trust. */
export function* checkScript(archive, locations) {
  for (const path of archive.files.keys()) {
    if (path.endsWith('.js')) yield* checkText(path, archive.text(path) ?? '');
  }
  const script = archive.text(file);
  if (script === null) return;
  for (const name of namedModules(script)) {
    if (!archive.has(name)) yield warning(file, `loads ${name}, which is not in the archive.`);
  }
  if (script.length > softLimit) {
    yield warning(
      file,
      `has ${Math.round(script.length / 1000)} kB: Kommo's own template warns at 512.`,
    );
  }
  const loaded = loadModule(script);
  if (typeof loaded === 'string') {
    yield error(file, loaded);
    return;
  }
  for (const dependency of loaded.dependencies) {
    if (!dependency.startsWith('.')) continue;
    const path = dependency.replace(/^\.\//, '').replace(/\?.*$/, '');
    if (!archive.has(path)) yield error(file, `loads ${dependency}, which is not in the archive.`);
  }
  yield* checkCallbacks(loaded.callbacks, locations);
}

/** The rules for published code hold for every script of the archive, fetched now or later. */
function* checkText(path, text) {
  for (const [pattern, message] of forbidden) {
    if (pattern.test(text)) yield warning(path, message);
  }
  if (path === file) return;
  // Kommo opens a further file only when the widget asks for it, and takes plain scripts too.
  const calls = defineCalls(text);
  if (typeof calls === 'string') yield warning(path, calls);
  else if (calls.length > 1) {
    yield warning(
      path,
      `calls define ${calls.length} times: RequireJS takes one module from a file.`,
    );
  }
}

/** "admin.js": what the script asks RequireJS for by the name of a file at the archive's root. */
function namedModules(script) {
  return new Set([...script.matchAll(/["'`]([\w-]+\.js)["'`]/g)].map(([, name]) => name));
}

const needed = ['render', 'init', 'bind_actions'];

/** Without those of a location the widget runs, but nothing of it shows there. */
function* checkCallbacks(callbacks, locations) {
  const areas = locations.map((location) => String(location).replace(/-[01]$/, ''));
  const isThere = (name) =>
    typeof callbacks[name] === 'function' || typeof callbacks[name]?.selected === 'function';
  for (const name of needed) {
    if (!isThere(name))
      yield error(file, `has no callback "${name}": Kommo would not run the widget.`);
  }
  for (const name of new Set(areas.flatMap((area) => callbacksByLocation[area] ?? []))) {
    if (!isThere(name))
      yield warning(file, `has no callback "${name}": nothing of it would show there.`);
  }
}

/** Loads the module as RequireJS would and makes one widget; a sentence when that fails. */
function loadModule(script) {
  const calls = defineCalls(script);
  if (typeof calls === 'string') return calls;
  if (calls.length !== 1) {
    return `calls define ${calls.length} times: RequireJS takes exactly one module from a script.`;
  }
  const factory = calls[0].at(-1);
  const dependencies = calls[0].find(Array.isArray) ?? [];
  try {
    const Widget =
      typeof factory === 'function' ? factory(...dependencies.map(() => anything)) : factory;
    if (typeof Widget !== 'function')
      return 'must define a function that Kommo can call as the widget.';
    const callbacks = makeWidget(Widget)?.callbacks;
    if (typeof callbacks !== 'object' || callbacks === null) {
      return 'the widget must set this.callbacks.';
    }
    return { dependencies, callbacks };
  } catch (problem) {
    return `fails when Kommo makes the widget: ${problem.message}.`;
  }
}

/** As Kommo does: on an object that has the SDK's methods before the constructor runs. A class can only be constructed. */
function makeWidget(Widget) {
  const sdk = {
    ...{ langs: {}, params: {}, i18n: () => '', get_settings: () => ({}), set_settings: () => {} },
    ...{ system: () => ({ area: 'lcard', subdomain: '', domain: '' }), get_version: () => '1.0.0' },
    ...{ get_install_status: () => 'installed', render: () => '', render_template: () => anything },
    ...{ add_action: () => {}, add_source: () => {}, $authorizedAjax: () => anything },
    ...{ crm_post: () => {}, list_selected: () => ({ selected: [], summary: {} }) },
  };
  if (!/^class\b/.test(Function.prototype.toString.call(Widget))) return Widget.call(sdk) ?? sdk;
  Object.setPrototypeOf(Widget.prototype, sdk);
  return new Widget();
}

/** Stands for whatever the page has and we do not: it can be read, called and made, and is itself again. */
const anything = new Proxy(function () {}, {
  get: (target, key) => {
    if (key === Symbol.toPrimitive) return () => '';
    if (key === Symbol.iterator) return () => [][Symbol.iterator]();
    // A promise of it would never end.
    return key === 'then' ? undefined : key === 'prototype' ? target.prototype : anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});

/** What public widgets find on Kommo's page beside the language itself. */
const pageNames = [
  ...['APP', 'AMOCRM', '$', 'jQuery', '_', 'Backbone', 'Twig', 'twig', 'moment', 'require'],
  ...['requirejs', 'document', 'localStorage', 'sessionStorage', 'location', 'navigator'],
  ...['history', 'screen', 'performance', 'crypto', 'setTimeout', 'clearTimeout', 'setInterval'],
  ...['clearInterval', 'requestAnimationFrame', 'cancelAnimationFrame', 'fetch'],
  ...['XMLHttpRequest', 'URL', 'URLSearchParams', 'FormData', 'Blob', 'Event', 'CustomEvent'],
  ...['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'customElements', 'Element'],
  ...['HTMLElement', 'Node', 'matchMedia', 'getComputedStyle', 'addEventListener', 'console'],
  ...['removeEventListener', 'alert', 'confirm', 'atob', 'btoa', 'WebSocket', 'queueMicrotask'],
];

/** What a script hands to define; a sentence when it cannot be run. */
function defineCalls(script) {
  const calls = [];
  const define = (...given) => calls.push(given);
  define.amd = {};
  const page = { ...Object.fromEntries(pageNames.map((name) => [name, anything])), define };
  for (const name of ['window', 'self', 'top', 'parent', 'globalThis']) {
    page[name] = new Proxy(page, {
      get: (names, key) => (key in names ? names[key] : anything),
    });
  }
  try {
    vm.runInNewContext(script, page, { timeout: 2_000 });
  } catch (problem) {
    return `fails while loading: ${problem.message}.`;
  }
  return calls;
}
