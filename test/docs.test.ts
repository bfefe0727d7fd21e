import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { blueprint } from '../domain/blueprint/blueprint.js';
import { requirementIds } from './support/requirement-ids.js';

/** What people follow step by step: everything that it names must be there. */
const guides = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/requirements.md',
  'deploy/LEAME.md',
  ...readdirSync('docs/guias')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/guias/${name}`),
];
const read = (path: string): string => readFileSync(path, 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));
const settings = new Set(
  [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gmu)].map(([, name = '']) => name),
);
/** Of docker, Node and the tests, not of the companion. */
const notOurs = new Set([
  'POSTGRES_USER',
  'POSTGRES_DB',
  'POSTGRES_PASSWORD',
  'COMPANION_HOST',
  'NODE_ENV',
]);
/** What the sandbox and the packing take instead. */
const ofCommands = new Set(['COMPANION_URL', 'SANDBOX_PORT', 'SANDBOX_ODOO_PORT']);

const namesIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9]\b/gu)].map(([name]) => name)),
];

describe.each(guides)('%s', (path) => {
  const text = read(path);

  test('its links and pictures are there (R9.2)', () => {
    const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/gu)].map(([, to = '']) =>
      normalize(join(dirname(path), to)),
    );
    expect(linked.filter((to) => !existsSync(to))).toEqual([]);
  });

  test('its commands are there (R9.2)', () => {
    const commands = [...text.matchAll(/npm run ([a-z][a-z:-]*)/gu)].map(([, name = '']) => name);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('every setting that it names is explained in .env.example (R9.2)', () => {
    const unknown = namesIn(text).filter(
      (name) =>
        !settings.has(name) &&
        !notOurs.has(name) &&
        !ofCommands.has(name) &&
        // A family of settings, as CONSENT_TEXT_….
        ![...settings].some((one) => one.startsWith(`${name}_`)),
    );
    expect(unknown).toEqual([]);
  });
});

test('the unit starts a script that is there, as a user of its own who can write nothing but its data (R8.2)', () => {
  const unit = read('deploy/account-kommo.service');
  const [, script = ''] = /^ExecStart=\/usr\/bin\/env node (\S+)$/mu.exec(unit) ?? [];
  expect(scripts['start']).toBe(`node ${script}`);
  expect(existsSync(script)).toBe(true);
  const set = Object.fromEntries(
    [...unit.matchAll(/^([A-Za-z]+)=(.*)$/gmu)].map(([, name = '', value = '']) => [name, value]),
  );
  expect(set).toMatchObject({
    User: 'account-kommo',
    ProtectSystem: 'strict',
    NoNewPrivileges: 'true',
  });
  expect(set['ReadWritePaths']).toBe(`${set['WorkingDirectory'] ?? ''}/data`);
  // Otherwise the processes that it starts would be ended before they have closed their database.
  expect(set['KillMode']).toBe('mixed');
});

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
      env_file: z.string().optional(),
      environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      volumes: z.array(z.string()).default([]),
      ports: z.array(z.string()).default([]),
    }),
  ),
  volumes: z.record(z.string(), z.unknown()),
});

/** The reader of YAML that the check of the API's description brings. */
function readYaml(path: string): unknown {
  const ofSwagger = createRequire(
    createRequire(import.meta.url).resolve('@apidevtools/swagger-parser'),
  );
  const { load } = z
    .object({ load: z.custom<(text: string) => unknown>((one) => typeof one === 'function') })
    .parse(ofSwagger('js-yaml'));
  return load(read(path));
}

test('the compose file builds from a Dockerfile that is there, opens only the proxy, and sets what the companion reads (R8.2)', () => {
  const { services, volumes } = composeSchema.parse(readYaml('deploy/compose.yaml'));
  expect(Object.keys(services).sort()).toEqual(['companion', 'database', 'proxy']);
  const { build } = services['companion'] ?? {};
  expect(existsSync(join('deploy', build?.context ?? '', build?.dockerfile ?? ''))).toBe(true);
  const set = Object.keys(services['companion']?.environment ?? {});
  expect(set.filter((name) => !settings.has(name))).toEqual([]);
  for (const [name, { volumes: mounted, ports }] of Object.entries(services)) {
    expect(ports).toEqual(name === 'proxy' ? ['80:80', '443:443'] : []);
    for (const mount of mounted) {
      const [from = ''] = mount.split(':');
      expect(from.startsWith('./') ? existsSync(join('deploy', from)) : from in volumes).toBe(true);
    }
  }
  // What it asks for is in the file that a person copies.
  const asked = [...read('deploy/compose.yaml').matchAll(/\$\{([A-Z_]+):\?/gu)].map(
    ([, one]) => one,
  );
  const given = [...read('deploy/compose.env.example').matchAll(/^([A-Z_]+)=/gmu)].map(
    ([, one]) => one,
  );
  expect([...new Set(asked)].sort()).toEqual([...given].sort());
});

test('the image runs the built companion as nobody special, from a glibc base, and no secret is copied into it (R8.2)', () => {
  const dockerfile = read('deploy/Dockerfile');
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gmu)].map(([, base]) => base);
  const { engines } = z
    .object({ engines: z.object({ node: z.string() }) })
    .parse(JSON.parse(read('package.json')));
  expect(engines.node).toBe('>=20.19');
  expect(bases).toEqual(['node:20.19-bookworm-slim', 'node:20.19-bookworm-slim']);
  expect(dockerfile).toContain('USER node');
  const [, started = ''] = /^CMD \[.*"(dist\/[^"]+)\.js"\]$/mu.exec(dockerfile) ?? [];
  expect(existsSync(`${started.replace('dist/', '')}.ts`)).toBe(true);
  expect(read('contract/endpoints/public-endpoints.ts')).toContain('/health/ready');
  expect(read('.dockerignore').split('\n')).toEqual(
    expect.arrayContaining(['.env*', 'data', '.git']),
  );
});

test('a command of the guide that runs in the container is one of the product (R9.2)', () => {
  const built = [...read('deploy/LEAME.md').matchAll(/node (dist\/\S+)\.js/gu)].map(
    ([, path = '']) => path,
  );
  expect(built.length).toBeGreaterThan(0);
  expect(built.filter((path) => !existsSync(`${path.replace('dist/', '')}.ts`))).toEqual([]);
});

/** `| Lead Nuevo | its rule | journey/stage/check-limit: how its test's name begins; the next test |` */
const stageRules = [...read('docs/stages.md').matchAll(/^\| (.+?) +\| (.+?) +\| (.+?) +\|$/gmu)]
  .map(([, stage = '', rule = '', shownBy = '']) => ({ stage, rule, shownBy }))
  .filter(({ shownBy }) => shownBy.includes(': '));

/** Of `journey/stage/check-limit: how its test's name begins; the next test` what is not there. */
const missingTests = (shownBy: string): readonly string[] =>
  shownBy.split('; ').filter((named) => {
    const [path = '', ...name] = named.split(': ');
    const file = `test/${path}.test.ts`;
    return name.length === 0 || !existsSync(file) || !read(file).includes(name.join(': '));
  });

test('every rule of the stage table names tests that are there (R3.1)', () => {
  expect(stageRules.flatMap(({ shownBy }) => missingTests(shownBy))).toEqual([]);
});

test('every stage of the pipeline has rules there, and its limit where it has one (R3.1)', () => {
  const open = blueprint.pipelines
    .flatMap(({ stages }) => stages)
    .filter(({ key }) => key !== 'lost' && key !== 'nurturing');
  const without = open.filter(
    ({ name, limitMs }) =>
      !stageRules.some(
        ({ stage, shownBy }) =>
          stage === name && (limitMs === null || shownBy.includes('check-limit')),
      ),
  );
  expect(without).toEqual([]);
});

/** `| R1.1 | the requirement | its tests | what to look at | figure |` */
const shownRequirements = [
  ...read('docs/requirements.md').matchAll(/^\| (R\d\.\d) +\| .+? +\| (.+?) +\|/gmu),
].map(([, id = '', shownBy = '']) => ({ id, shownBy }));

test('every requirement has a row that names tests which are there', () => {
  expect(shownRequirements.map(({ id }) => id)).toEqual(requirementIds);
  expect(shownRequirements.flatMap(({ shownBy }) => missingTests(shownBy))).toEqual([]);
});
