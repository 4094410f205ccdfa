import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectFolder, runTool } from './run-command.ts';
import type { SuiteResult } from './suite.ts';
import { withQuickFolders } from './temporary-folder.ts';

/** The part of vitest's JSON report that is read here. */
interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/**
 * Runs one project of vitest.config.ts, with those whose names begin with its own, and counts its tests; a file that does
 * not load counts as one failed. What is killed amid its work (`crash`) is killed on the disk that the system gives;
 * everything else may lie in memory.
 */
export async function runVitest(project: string, budgetSeconds: number): Promise<SuiteResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-vitest-'));
  const reportFile = path.join(folder, 'report.json');
  const run = (env: Readonly<Record<string, string>>) =>
    runTool(
      'node_modules/vitest/vitest.mjs',
      ['run', '--project', `${project}*`, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
      { budgetSeconds, env },
    );
  try {
    const { exitCode, output } = project === 'crash' ? await run({}) : await withQuickFolders(run);
    const counts = countTests(readReport(reportFile));
    // An unhandled error, a time-out or a crash fails the run although every test that ended passed.
    const failed = counts.failed === 0 && exitCode !== 0 ? 1 : counts.failed;
    return { ...counts, failed, output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): VitestReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return { success: false, testResults: [] };
  }
}

function countTests(report: VitestReport): Omit<SuiteResult, 'output'> {
  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  for (const { name, status, assertionResults } of report.testResults) {
    const file = path.relative(projectFolder, name);
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) failed += 1;
    for (const test of assertionResults) {
      if (test.status === 'passed') passed += 1;
      else if (test.status === 'failed') failed += 1;
      else skipped.push(`${file}: ${test.fullName}`);
    }
  }
  return { passed, failed, skipped, note: `${report.testResults.length} files` };
}
