import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { botStates, templateStates } from '../../contract/conversation-setup.js';
import {
  checkSchema,
  connectionSchema,
  differenceSchema,
  workHistorySchema,
} from '../../contract/admin.js';
import { odooConnectionSchema } from '../../contract/odoo-connection.js';
import { callActs } from '../../contract/calls.js';
import { origins } from '../../contract/card.js';
import { proposalStateSchema } from '../../contract/proposal.js';
import { errorCodes } from '../../contract/errors.js';
import { odooSteps } from '../../contract/odoo.js';
import { factorKeys, leadClasses, scoreModels } from '../../contract/score.js';
import { sections } from '../../widget/admin/admin-state.js';
import { topics } from '../../widget/admin/topics.js';
import { pipelineActions } from '../../widget/pipeline/pipeline-place.js';
import { reasons } from '../../widget/card/state/next-action.js';
import { dueChoices } from '../../widget/card/state/task.js';
import { stepNames } from '../../backend/src/work/table.js';
import type { StepName } from '../../backend/src/work/table.js';
import type es from '../../widget/i18n/es.json';
import { auditSchema } from '../../contract/audit.js';
import { adminEndpoints } from '../../contract/endpoints/admin-endpoints.js';
import { privacyEndpoints } from '../../contract/endpoints/privacy-endpoints.js';
import { deliveriesSchema } from '../../contract/delivery.js';
import { personFoundSchema, personRequestsSchema } from '../../contract/privacy.js';
import { widgetEndpoints } from '../../contract/endpoints/widget-endpoints.js';
import { blueprint, scoreTables } from '../../domain/blueprint/blueprint.js';
import { steerFollowUpSchema } from '../../contract/card-follow-up.js';
import { allTouches } from '../../domain/blueprint/follow-up.js';
import { formsOf, languages, readDictionary } from './dictionaries.js';
import { createHost } from './host.js';

interface Manifest {
  readonly widget: Readonly<Record<string, unknown>> & { readonly locale: readonly string[] };
  readonly locations: readonly string[];
  readonly settings: Readonly<Record<string, { readonly name: string }>>;
}

const manifest = JSON.parse(readFileSync('widget/manifest.json', 'utf8')) as Manifest;
const sources = readFolder('widget', /\.ts$/);
const templates = readFolder('widget/templates', /\.hbs$/);
const code = [...sources.values()].join('\n');

type Named = (typeof es)['journey_steps'];
/** Compiles only while all work has a name in `journey_steps`: a new step needs one in each language. */
const allNamed: [StepName] extends [keyof Named] ? true : never = true;

const keysOf = (language: (typeof languages)[number]): string[] =>
  Object.entries(readDictionary(language)).flatMap(([group, texts]) =>
    Object.keys(texts).map((name) => `${group}.${name}`),
  );

/** Group → the closed list of words that come from outside. */
/** As the log of who did what calls an address. */
const actOf = (path: string): string => path.replace('/widget/v1/', '').replace('{id}', ':id');

const providers = blueprint.questions.find(({ key }) => key === 'current_situation')?.options ?? [];

const requestSchema = personRequestsSchema.shape.requests.unwrap().element;
/** Of `npm run person`. */
const personActs = ['find', 'export', 'rectify', 'erase', 'check', 'requests'];
const wordsByGroup: Readonly<Record<string, readonly string[]>> = {
  classes: leadClasses,
  models: scoreModels,
  factors: factorKeys,
  origins,
  next: reasons,
  known: [
    ...Object.values({ ...scoreTables.pre.wording }),
    ...Object.values({ ...scoreTables.lead.wording }),
    ...scoreTables.lead.replies.map(({ label }) => label),
  ],
  due: Object.keys(dueChoices),
  services: blueprint.services.map(({ key }) => key),
  questions: blueprint.questions.map(({ key }) => key),
  odoo_connection_states: odooConnectionSchema.shape.state.options,
  odoo_steps: odooSteps,
  report_states: ['good', 'watch', 'bad', 'none'],
  odoo_step_states: ['waiting', 'running', 'done', 'skipped', 'failed'],
  speakers: ['lead', 'bot', 'executive'],
  proposal_states: proposalStateSchema.shape.state.options,
  touches: allTouches.map(({ key }) => key),
  follow_up_acts: steerFollowUpSchema.shape.to.options,
  facts: [
    'business_email',
    'whatsapp_verified',
    'landline',
    'conversation',
    'service',
    'phone',
    'email',
  ],
  call_acts: callActs,
  causes: [
    'captured',
    'came_again',
    'answered',
    'whatsapp_verified',
    'edited',
    'conversation',
    'recalculated',
    'table_changed',
  ],
  actors: ['command', 'form', 'kommo'],
  act_ends: auditSchema.shape.items
    .unwrap()
    .element.shape.ended.options.filter((end) => end !== 'done'),
  acts: [
    ...[...widgetEndpoints, ...adminEndpoints, ...privacyEndpoints]
      .filter(({ method }) => method !== 'get')
      .map(({ method, path }) => `${method.toUpperCase()} ${actOf(path)}`),
    ...['command provision apply', 'command provision templates'],
    ...['oauth connect', 'oauth disconnect'],
    ...personActs.map((act) => `command person ${act}`),
    ...['privacy erase', 'privacy rectify', 'POST privacy/withdraw'],
  ],
  person_systems: personFoundSchema.shape.places.unwrap().element.shape.system.options,
  delivery_sources: [
    ...['direct', 'inlead', 'meta'].map((source) => `capture:${source}`),
    ...['account', 'pipeline', 'salesbot', 'meta'].map((kind) => `hook:${kind}`),
  ],
  delivery_outcomes: deliveriesSchema.shape.items.unwrap().element.shape.outcome.options,
  request_kinds: requestSchema.shape.kind.options,
  request_states: requestSchema.shape.state.options,
  endings: blueprint.conversationRules.endings.map(({ key }) => key),
  approaches: providers.map(({ key }) => key),
  stage_ends: [
    ...['new', 'welcomed', 'qualifying', 'taken'],
    ...['qualified', 'in_contact', 'proposal', 'negotiation'],
  ],
  errors: [
    ...errorCodes,
    ...['companion_unreachable', 'timed_out', 'unreadable', 'unreadable_amount', 'no_channel'],
  ],
  currencies: ['DOP', 'USD'],
  admin_sections: sections,
  admin_topics: topics.map(({ name }) => name),
  connection_states: connectionSchema.shape.state.options,
  check_groups: checkSchema.shape.group.options,
  check_states: checkSchema.shape.state.options,
  bot_states: botStates,
  template_states: templateStates,
  template_categories: ['UTILITY', 'MARKETING'],
  difference_kinds: differenceSchema.shape.kind.options,
  decisions: workHistorySchema.shape.items.unwrap().element.shape.kind.options,
  dp_actions: pipelineActions,
  dp_effects: pipelineActions,
};

describe('the languages', () => {
  test('in Spanish, endings and strategies are the firm’s own words (R2.2, R4.1)', () => {
    const { endings, approaches } = readDictionary('es');
    for (const { key, fieldOption } of blueprint.conversationRules.endings) {
      expect(endings?.[key]).toBe(fieldOption);
    }
    for (const { key, fieldOption } of providers) {
      const strategy = blueprint.strategies.find((one) => one.fieldOption === fieldOption);
      expect(approaches?.[key]).toBe(strategy?.approach);
    }
  });

  test.each(languages)('%s has the same keys as Spanish, none empty (R9.2)', (language) => {
    expect(keysOf(language)).toEqual(keysOf('es'));
    for (const texts of Object.values(readDictionary(language))) {
      const forms = Object.values(texts).flatMap(formsOf);
      expect(forms.filter((text) => text.trim() === '')).toEqual([]);
    }
  });

  test.each(languages)('%s fills the same places as Spanish', (language) => {
    const places = (from: (typeof languages)[number]): unknown =>
      Object.entries(readDictionary(from)).map(([group, texts]) =>
        Object.entries(texts).map(([name, text]) => [
          group,
          name,
          ((typeof text === 'string' ? text : text.other).match(/\{\w+\}/g) ?? []).sort(),
        ]),
      );
    expect(places(language)).toEqual(places('es'));
  });

  test.each(Object.entries(wordsByGroup))(
    'every word of "%s" has a label, and every label a word',
    (group, words) => {
      expect(Object.keys(readDictionary('es')[group] ?? {}).sort()).toEqual([...words].sort());
    },
  );

  test("the firm's own Spanish is repeated word for word, so that each language has its place", () => {
    const { services = {}, questions = {}, options = {} } = readDictionary('es');
    for (const { key, label } of blueprint.services) expect(services[key]).toBe(label);
    for (const question of blueprint.questions) {
      expect(questions[question.key]).toBe(question.shortLabel);
      for (const { key, label } of question.options) {
        // A range of numbers reads the same in every language.
        const said = options[`${question.key}_${key}`] ?? options[key] ?? label;
        expect([question.key, key, said]).toEqual([question.key, key, label]);
        if (/[a-záéíóú]{2}/i.test(label)) expect(options).toHaveProperty(key);
      }
    }
  });

  test('all work that may fail or wait has a name (R6.2)', () => {
    const named = Object.keys(readDictionary('es')['journey_steps'] ?? {});
    expect([named, allNamed]).toEqual([expect.arrayContaining([...stepNames]), true]);
  });

  test('every sentence is used, and every sentence used exists', () => {
    const named = new Set([...code.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, key]) => key));
    // A file of the zip, no sentence.
    named.delete('admin.js');
    // `t(\`odoo.${kind}\`)` says each state of a hand-over.
    for (const kind of ['in_progress', 'done', 'failed']) named.add(`odoo.${kind}`);
    // As `t(\`run.${state}\`)` does of a conversation that has not begun.
    for (const state of ['welcome', 'soon', 'unbegun']) named.add(`run.${state}`);
    const fromManifest =
      JSON.stringify(manifest).match(/(widget|settings|advanced|dp|salesbot)\.[a-z_]+/g) ?? [];
    for (const key of fromManifest) named.add(key);
    const isWord = (key: string): boolean =>
      [
        'journey_steps',
        'options',
        'act_fields',
        'act_values',
        ...Object.keys(wordsByGroup),
      ].includes(key.split('.')[0] ?? '');
    const sentences = keysOf('es').filter((key) => !isWord(key));
    expect(sentences.filter((key) => !named.has(key))).toEqual([]);
    const groups = Object.keys(readDictionary('es'));
    const asked = [...named].filter((key) => groups.includes(key?.split('.')[0] ?? ''));
    expect(asked.filter((key) => !keysOf('es').includes(key ?? ''))).toEqual([]);
  });

  test('the manifest lists the languages there are', () => {
    expect([...manifest.widget.locale].sort()).toEqual([...languages].sort());
    expect(readdirSync('widget/i18n').sort()).toEqual(languages.map((one) => `${one}.json`).sort());
  });
});

describe('the templates', () => {
  test.each([...templates])(
    '%s has if and each only, and escapes everything',
    (_name, template) => {
      const tags = [...template.matchAll(/\{\{\s*([#/]?)(\w+|@?[\w.]+|else)/g)];
      const blocks = tags.filter(([, kind]) => kind !== '').map(([, , name]) => name);
      expect(blocks.filter((name) => name !== 'if' && name !== 'each')).toEqual([]);
      expect(template).not.toMatch(/\{\{\{|\{\{&|\{\{>|\{\{!/);
    },
  );

  test('have no control that the card or the settings do not know, and each is used', () => {
    const actions = [...templates.values()].flatMap((template) =>
      [...template.matchAll(/data-action='([a-z-]+)/g)].map(([, action]) => action ?? ''),
    );
    const known = [...code.matchAll(/\[\s*'([a-z-]+)',/g)].map(([, action]) => action ?? '');
    expect(
      [...new Set(actions)].filter((action) => !known.includes(action) && action !== 'section'),
    ).toEqual([]);
    for (const name of templates.keys()) expect(code).toContain(`templates/${name}`);
  });

  test('use no class that the stylesheet does not have, nor the stylesheet one that is unused', () => {
    const css = readFileSync('widget/style.css', 'utf8') + readFileSync('widget/admin.css', 'utf8');
    const styled = new Set([...css.matchAll(/\.(al-[\w-]+)/g)].map(([, name]) => name ?? ''));
    const used = [...templates.values(), code].join('\n');
    const unused = [...styled].filter(
      (name) => !used.includes(name) && !used.includes(`${name.replace(/_[A-Za-z]+$/, '')}_{{`),
    );
    expect(unused).toEqual([]);
  });
});

describe('the callbacks', () => {
  const byLocation: Readonly<Record<string, readonly string[]>> = {
    'lcard-1': ['render', 'init', 'bind_actions', 'destroy'],
    settings: ['settings', 'onSave'],
    'llist-1': ['leads'],
    advanced_settings: ['advancedSettings'],
    digital_pipeline: ['dpSettings'],
    salesbot_designer: ['salesbotDesignerSettings', 'onSalesbotDesignerSave'],
  };

  test('are those that the manifest makes Kommo call, and no other (R9.2)', () => {
    const needed = manifest.locations.flatMap((location) => byLocation[location] ?? [location]);
    expect(Object.keys(createHost().callbacks).sort()).toEqual([...needed].sort());
  });

  test('read only settings that the manifest declares', () => {
    const read = [...code.matchAll(/get_settings\(\)\['(\w+)'\]/g)].map(([, key]) => key ?? '');
    const byKommo = ['oauth_client_uuid', 'widget_code'];
    expect(read.filter((key) => !(key in manifest.settings) && !byKommo.includes(key))).toEqual([]);
  });
});

function readFolder(folder: string, wanted: RegExp): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => wanted.test(name))
      .map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
  );
}
