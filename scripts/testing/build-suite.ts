import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectFolder, runTool } from './run-command.ts';
import type { SuiteResult } from './suite.ts';

interface BuildStep {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  /** Something that must be there afterwards. */
  readonly product: string;
}

const STEPS: readonly BuildStep[] = [
  {
    name: 'window',
    script: 'node_modules/vite/bin/vite.js',
    args: ['build', '--config', 'vite.renderer.config.ts'],
    product: 'out/renderer/index.html',
  },
  { name: 'desktop', script: 'scripts/build-desktop.ts', args: [], product: 'out/main/index.js' },
  // What the bundle requires must be packaged: seen without an Electron at hand.
  { name: 'bundle check', script: 'scripts/check-bundle.ts', args: [], product: 'out/preload/preload.cjs' },
];

/** Builds what a release is packed from, and looks at what came out. */
export async function runBuild(budgetSeconds: number): Promise<SuiteResult> {
  let output = '';
  let passed = 0;
  let failed = 0;
  for (const step of STEPS) {
    const result = await runTool(step.script, step.args, { budgetSeconds });
    const isThere = existsSync(path.join(projectFolder, step.product));
    if (result.exitCode === 0 && isThere) {
      passed += 1;
      continue;
    }
    failed += 1;
    output += `${step.name}:\n${result.output}${isThere ? '' : `\n${step.product} is not there.\n`}`;
  }
  const assets = path.join(projectFolder, 'out/renderer/assets');
  const note = existsSync(assets) ? `${readdirSync(assets).length} assets` : 'no assets';
  return { passed, failed, skipped: [], output, note };
}
