import { defineConfig } from 'vitest/config';

/** Unit tests lie beside the code; everything that needs a folder, a process or minutes lies under tests/. */
export default defineConfig({
  test: {
    pool: 'forks',
    // As the npm scripts do: job threads and programs of tests need not compile the core anew each time.
    execArgv: ['--import', './src/main/hosts/node/keep-compiled.ts'],
    maxWorkers: 2,
    testTimeout: 40_000,
    hookTimeout: 60_000,
    allowOnly: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], testTimeout: 120_000 },
      },
      { extends: true, test: { name: 'fuzz', include: ['tests/fuzz/**/*.test.ts'], testTimeout: 150_000 } },
      { extends: true, test: { name: 'crash', include: ['tests/crash/**/*.test.ts'], testTimeout: 150_000 } },
    ],
  },
});
