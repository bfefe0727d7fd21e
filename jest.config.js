/** @type {import('jest').Config} */
const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // Its ESM build imports JSON without an attribute, which jest answers with a page of warnings.
    '^libphonenumber-js$': '<rootDir>/node_modules/libphonenumber-js/index.cjs',
  },
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      { useESM: true, tsconfig: '<rootDir>/tsconfig.test.json', diagnostics: false },
    ],
    // Templates are precompiled, as webpack does for the zip.
    '^.+\\.hbs$': '<rootDir>/test/support/handlebars-transform.cjs',
  },
};

export default {
  // A third of the time is spent waiting for servers, browsers and databases.
  maxWorkers: 3,
  reporters: ['default', '<rootDir>/test/support/count-reporter.cjs'],
  // Only what hangs for good ends here: the machine may be slow.
  testTimeout: 240_000,
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/widget/', '<rootDir>/test/browser/'],
    },
    {
      ...shared,
      displayName: 'widget',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/widget/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
    },
  ],
};
