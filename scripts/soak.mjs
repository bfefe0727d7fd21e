import { spawnSync } from 'node:child_process';

// Twenty thousand fuzzed bodies on every address that takes leads, and a thousand damaged visits of the form: `npm run soak -- fuzz 20000 7`, with seed 7.
// Twenty rough days and twenty times sixty days of five hundred leads, a seed each: `npm run soak -- 5 200 7` plays five of two hundred, from seed 7 on.
const [what, ...rest] = process.argv.slice(2);
const isFuzz = what === 'fuzz';
const [posts = '20000', seed = '11'] = rest;
const [seeds = '20', people = '500', first = '1'] = process.argv.slice(2);
const env = isFuzz
  ? { FUZZ_POSTS: posts, FUZZ_SEED: seed }
  : { SOAK_SEEDS: seeds, SOAK_PEOPLE: people, SOAK_FIRST: first };
const { status } = spawnSync(
  process.execPath,
  [
    ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    'node_modules/jest/bin/jest.js',
    ...(isFuzz
      ? ['test/http/fuzzed-captures.test.ts']
      : ['test/soak/day.test.ts', 'test/soak/sixty-days/sixty-days.test.ts']),
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  },
);
process.exitCode = status ?? 1;
