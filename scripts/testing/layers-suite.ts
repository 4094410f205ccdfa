import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { breachFiles, filesThatKeepTheRules, layerBreaches } from './layer-breaches.ts';
import { projectFolder, runTool } from './run-command.ts';
import { failedSuite, type SuiteResult } from './suite.ts';

/** The part of dependency-cruiser's JSON that is read here. */
interface CruiseReport {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly module: string; readonly couldNotResolve: boolean }[];
  }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

const CRUISER = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs';
const RULES = '.dependency-cruiser.cjs';

/** The layer rules over the sources; then, over a small project that breaks each of them, that every rule still bites. */
export async function runLayers(budgetSeconds: number): Promise<SuiteResult> {
  const sources = await cruise(projectFolder, RULES, ['src', 'scripts', 'tests'], budgetSeconds);
  if (typeof sources === 'string') return failedSuite(sources);
  const problems = [...violationsOf(sources), ...unresolvedOf(sources)];
  if (countSources(sources) === 0) problems.push('No module was looked at.');
  const silent = await silentRules(budgetSeconds);
  problems.push(
    ...silent.map((rule) => `The rule ${rule} does not fire on what breaks it (scripts/testing/layer-breaches.ts).`),
  );
  const rules = ruleNames();
  return {
    passed: (problems.length === silent.length ? 1 : 0) + rules.length - silent.length,
    failed: (problems.length === silent.length ? 0 : 1) + silent.length,
    skipped: [],
    output: problems.join('\n'),
    note: `${countSources(sources)} modules, ${rules.length} rules`,
  };
}

/** Which rules stay silent on what breaks them; all of them when one speaks up where nothing is wrong. */
async function silentRules(budgetSeconds: number): Promise<string[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-layers-'));
  try {
    layOutBreaches(folder);
    const report = await cruise(folder, 'rules.cjs', ['src'], budgetSeconds);
    if (typeof report === 'string') return ruleNames();
    const { violations } = report.summary;
    if (violations.some(({ from }) => filesThatKeepTheRules.includes(from))) return ruleNames();
    return ruleNames().filter(
      (name) => !violations.some(({ rule, from }) => rule.name === name && from === layerBreaches[name]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function layOutBreaches(folder: string): void {
  for (const [file, text] of Object.entries(breachFiles)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  for (const file of ['package.json', 'tsconfig.base.json'])
    copyFileSync(path.join(projectFolder, file), path.join(folder, file));
  symlinkSync(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  // The real rules; only the link to node_modules must not be followed out of the folder, whose paths they speak of.
  const rules = JSON.stringify(path.join(projectFolder, RULES));
  writeFileSync(
    path.join(folder, 'rules.cjs'),
    `const rules = require(${rules});\nmodule.exports = { ...rules, options: { ...rules.options, preserveSymlinks: true } };\n`,
  );
}

async function cruise(
  folder: string,
  rules: string,
  roots: readonly string[],
  budgetSeconds: number,
): Promise<CruiseReport | string> {
  const args = ['--config', rules, '--output-type', 'json', ...roots];
  const { standardOutput, output } = await runTool(CRUISER, args, { budgetSeconds, folder });
  try {
    return JSON.parse(standardOutput) as CruiseReport;
  } catch {
    return `dependency-cruiser gave no report.\n${output}`;
  }
}

function ruleNames(): string[] {
  const rules = createRequire(import.meta.url)(path.join(projectFolder, RULES)) as { forbidden: { name: string }[] };
  return rules.forbidden.map(({ name }) => name);
}

function countSources(report: CruiseReport): number {
  return report.modules.filter(({ source }) => /^src\/.*\.tsx?$/.test(source)).length;
}

function violationsOf(report: CruiseReport): string[] {
  return report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

/** An import of ours that leads nowhere would escape every rule. */
function unresolvedOf(report: CruiseReport): string[] {
  return report.modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ module, couldNotResolve }) => couldNotResolve && /^[.#]/.test(module))
      .map(({ module }) => `unresolved: ${source} -> ${module}`),
  );
}
