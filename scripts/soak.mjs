import { spawnSync } from 'node:child_process';

// Twenty rough days and twenty times sixty days of five hundred leads, a seed each: `npm run soak -- 5 200 7` plays five of two hundred, from seed 7 on.
const [seeds = '20', people = '500', first = '1'] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    ...['node_modules/jest/bin/jest.js', 'test/soak/day.test.ts'],
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, SOAK_SEEDS: seeds, SOAK_PEOPLE: people, SOAK_FIRST: first },
  },
);
process.exitCode = status ?? 1;
