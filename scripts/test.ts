import { availableParallelism } from 'node:os';
import { runBuild } from './testing/build-suite.ts';
import { runE2e } from './testing/e2e-suite.ts';
import { runLayers } from './testing/layers-suite.ts';
import { endRunningTools } from './testing/run-command.ts';
import { runLint, runTypes } from './testing/static-suites.ts';
import type { Suite, SuiteResult } from './testing/suite.ts';
import { runVitest } from './testing/vitest-suite.ts';

/**
 * `npm test [-- SUITE…]`: everything that proves KaCang, or the suites named. The last line is
 * `N passed, N failed` or `N passed, N failed, N skipped`; what was skipped is named above it.
 */
const suites: readonly Suite[] = [
  { name: 'lint', budgetSeconds: 120, isStatic: true, run: runLint },
  { name: 'types', budgetSeconds: 240, isStatic: true, run: runTypes },
  { name: 'layers', budgetSeconds: 120, isStatic: true, run: runLayers },
  { name: 'unit', budgetSeconds: 180, isStatic: false, run: (budget) => runVitest('unit', budget) },
  { name: 'integration', budgetSeconds: 1080, isStatic: false, run: (budget) => runVitest('integration', budget) },
  { name: 'build', budgetSeconds: 150, isStatic: false, run: runBuild },
  { name: 'e2e', budgetSeconds: 1500, isStatic: false, run: runE2e },
  { name: 'fuzz', budgetSeconds: 150, isStatic: false, run: (budget) => runVitest('fuzz', budget) },
  { name: 'crash', budgetSeconds: 720, isStatic: false, run: (budget) => runVitest('crash', budget) },
];

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`No suite is called ${unknown.join(', ')}. Suites: ${suites.map(({ name }) => name).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  process.on('SIGINT', () => {
    endRunningTools();
    process.exit(130);
  });
  const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  const startedAt = Date.now();
  const results: SuiteResult[] = [];
  results.push(...(await runSideBySide(chosen.filter(({ isStatic }) => isStatic))));
  for (const suite of chosen.filter(({ isStatic }) => !isStatic)) results.push(await runSuite(suite));
  summarise(results, startedAt);
}

/** Checks that only read take the cores there are; type checking already uses two by itself. */
async function runSideBySide(chosen: readonly Suite[]): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  const waiting = [...chosen];
  async function take(): Promise<void> {
    for (let suite = waiting.shift(); suite; suite = waiting.shift()) results.push(await runSuite(suite));
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, take));
  return results;
}

/** KACANG_SLOWNESS=3 gives every suite three times its budget: for a machine that others use too. */
const slowness = Number(process.env.KACANG_SLOWNESS ?? 1);

async function runSuite(suite: Suite): Promise<SuiteResult> {
  const startedAt = Date.now();
  const budgetSeconds = suite.budgetSeconds * slowness;
  const found = await suite.run(budgetSeconds);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const hasRun = found.passed + found.failed > 0;
  const result = hasRun
    ? found
    : { ...found, failed: 1, output: `${found.output}\nThe suite ${suite.name} ran no test.` };
  const verdict = result.failed === 0 ? 'ok    ' : 'FAILED';
  const counts = `${result.passed} passed, ${result.failed} failed`;
  const note = result.note ? ` · ${result.note}` : '';
  console.log(`${suite.name.padEnd(12)} ${verdict} ${counts} · ${seconds} s of ${budgetSeconds} s${note}`);
  if (result.failed > 0) console.log(`\n${result.output.trim()}\n`);
  return result;
}

function summarise(results: readonly SuiteResult[], startedAt: number): void {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const skipped = results.flatMap((result) => result.skipped);
  console.log(`\n${((Date.now() - startedAt) / 1000).toFixed(0)} s in all`);
  for (const name of skipped) console.log(`skipped: ${name}`);
  console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  if (failed > 0) process.exitCode = 1;
}

await main();
