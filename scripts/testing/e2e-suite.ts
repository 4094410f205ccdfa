import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildDesktop, isDesktopOutdated } from '../build-desktop.ts';
import { buildWindow, isWindowOutdated } from '../build-window.ts';
import { findBrowser, hasChineseFont } from '../find-browser.ts';
import { findElectronBinary } from './electron-binary.ts';
import { runTool } from './run-command.ts';
import { failedSuite, type SuiteResult } from './suite.ts';

/** The part of Playwright's JSON report that is read here. */
interface PlaywrightReport {
  readonly suites?: readonly PlaywrightSuite[];
  readonly errors?: readonly { readonly message?: string }[];
}
interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
}

const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

/** The journeys in a real Chromium against browser mode; and on Electron where its binary and a display are. */
export async function runE2e(budgetSeconds: number): Promise<SuiteResult> {
  const startedAt = Date.now();
  const browser = findBrowser({ mayInstall: true });
  if (typeof browser === 'string') return failedSuite(browser);
  console.log(`  browser: ${browser.name} (${browser.executable})`);
  if (!hasChineseFont()) {
    console.log('  no font with Chinese characters was found: screens will show boxes (on Debian: fonts-noto-cjk)');
  }
  // Built once here: every specification's `npm start` would otherwise see that it is missing, all at the same time.
  if (isWindowOutdated()) await buildWindow();
  const electron = findElectronBinary();
  const environment: Record<string, string> = { KACANG_BROWSER: browser.executable };
  const projects = ['--project', 'chromium'];
  if ('binary' in electron) {
    environment.KACANG_ELECTRON = electron.binary;
    projects.push('--project', 'electron');
    if (isDesktopOutdated()) await buildDesktop();
  }
  const leftSeconds = budgetSeconds - (Date.now() - startedAt) / 1000;
  const run = await runReported(['test', ...projects], leftSeconds, environment);
  const counts = countSpecs(run.report);
  const errors = (run.report.errors ?? []).map(({ message }) => message ?? '').join('\n');
  const unrun = 'why' in electron ? await namesOfElectronSpecs(electron.why, environment) : [];
  return {
    passed: counts.passed,
    failed: counts.failed === 0 && run.exitCode !== 0 ? 1 : counts.failed,
    skipped: [...counts.skipped, ...unrun],
    output: `${run.output}\n${errors}`,
    note: browser.name,
  };
}

async function namesOfElectronSpecs(why: string, environment: Readonly<Record<string, string>>): Promise<string[]> {
  const { report } = await runReported(['test', '--list', '--project', 'electron'], 60, environment);
  return flatten(report).map(({ name }) => `${name} (${why})`);
}

async function runReported(
  args: readonly string[],
  budgetSeconds: number,
  environment: Readonly<Record<string, string>>,
) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-playwright-'));
  const reportFile = path.join(folder, 'report.json');
  try {
    const result = await runTool(PLAYWRIGHT, [...args, '--reporter=list,json'], {
      budgetSeconds,
      env: { ...environment, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile },
    });
    return { ...result, report: readReport(reportFile) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): PlaywrightReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport;
  } catch {
    return {};
  }
}

function countSpecs(report: PlaywrightReport): Pick<SuiteResult, 'passed' | 'failed' | 'skipped'> {
  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  for (const { name, status } of flatten(report)) {
    if (status === 'expected') passed += 1;
    else if (status === 'skipped') skipped.push(name);
    else failed += 1;
  }
  return { passed, failed, skipped };
}

function flatten(report: PlaywrightReport): { name: string; status: string }[] {
  const found: { name: string; status: string }[] = [];
  const visit = (suite: PlaywrightSuite): void => {
    for (const { file, title, tests } of suite.specs ?? []) {
      for (const { status } of tests) found.push({ name: `${file}: ${title}`, status });
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites ?? []) visit(suite);
  return found;
}
