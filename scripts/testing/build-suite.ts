import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectFolder, runTool } from './run-command.ts';
import type { SuiteResult } from './suite.ts';

interface BuildStep {
  readonly name: string;
  readonly script: string;
  /** Something that must be there afterwards. */
  readonly product: string;
}

const STEPS: readonly BuildStep[] = [
  { name: 'window', script: 'scripts/build-window.ts', product: 'out/renderer/index.html' },
  { name: 'desktop', script: 'scripts/build-desktop.ts', product: 'out/main/index.js' },
  { name: 'bundle check', script: 'scripts/check-bundle.ts', product: 'out/preload' },
];

/** Builds what a release is packed from, and looks at what came out. */
export async function runBuild(budgetSeconds: number): Promise<SuiteResult> {
  let output = '';
  let passed = 0;
  let failed = 0;
  for (const { name, script, product } of STEPS) {
    // As somebody has it who develops something else besides: what is built must not depend on it.
    const result = await runTool(script, [], { budgetSeconds, env: { NODE_ENV: 'development' } });
    const isThere = existsSync(path.join(projectFolder, product));
    if (result.exitCode === 0 && isThere) {
      passed += 1;
      continue;
    }
    failed += 1;
    output += `${name}:\n${result.output}${isThere ? '' : `\n${product} is not there.\n`}`;
  }
  const assets = path.join(projectFolder, 'out/renderer/assets');
  const note = existsSync(assets) ? `${readdirSync(assets).length} assets` : 'no assets';
  return { passed, failed, skipped: [], output, note };
}
