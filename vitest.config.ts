import { defineConfig } from 'vitest/config';

/** It puts a fake in the place of the module `electron`. */
const ON_A_FAKE_ELECTRON = 'tests/integration/desktop.test.ts';

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
      { extends: true, test: { ...asNodeRunsIt('integration'), exclude: [ON_A_FAKE_ELECTRON], testTimeout: 120_000 } },
      {
        extends: true,
        test: { name: 'integration-desktop', include: [ON_A_FAKE_ELECTRON], testTimeout: 120_000 },
      },
      { extends: true, test: { ...asNodeRunsIt('fuzz'), testTimeout: 150_000 } },
      { extends: true, test: { ...asNodeRunsIt('crash'), testTimeout: 150_000 } },
    ],
  },
});

/**
 * The tests of a folder, with the core loaded by Node itself as KaCang loads it, where Vite would make each module anew for
 * each file. Nothing can be put in a module's place there.
 */
function asNodeRunsIt(name: string) {
  return {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    experimental: { viteModuleRunner: false, nodeLoader: false },
  };
}
