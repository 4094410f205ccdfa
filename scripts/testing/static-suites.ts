import { readdirSync } from 'node:fs';
import { projectFolder, runTool } from './run-command.ts';
import type { SuiteResult } from './suite.ts';

/** Each layer is compiled with what its environment has, and no more: one `tsconfig.<layer>.json` each. */
function typeLayers(): string[] {
  return readdirSync(projectFolder)
    .map((file) => /^tsconfig\.(\w+)\.json$/.exec(file)?.[1] ?? 'base')
    .filter((layer) => layer !== 'base');
}

export async function runLint(budgetSeconds: number): Promise<SuiteResult> {
  const { exitCode, output } = await runTool(
    'node_modules/@biomejs/biome/bin/biome',
    ['ci', '--colors=off', '--max-diagnostics=200', '.'],
    { budgetSeconds },
  );
  const checked = /Checked (\d+) files/.exec(output)?.[1] ?? '0';
  if (checked === '0') return { passed: 0, failed: 1, skipped: [], output: `${output}\nNo file was checked.` };
  return { ...oneCheck(exitCode === 0), output, note: `${checked} files` };
}

export async function runTypes(budgetSeconds: number): Promise<SuiteResult> {
  let output = '';
  let passed = 0;
  let failed = 0;
  const all = typeLayers();
  const layers = [...all];
  async function takeLayers(): Promise<void> {
    for (let layer = layers.shift(); layer !== undefined; layer = layers.shift()) {
      const result = await runTool(
        'node_modules/typescript/bin/tsc',
        ['-p', `tsconfig.${layer}.json`, '--pretty', 'false'],
        {
          budgetSeconds,
        },
      );
      if (result.exitCode === 0) passed += 1;
      else failed += 1;
      output += result.output;
    }
  }
  await Promise.all([takeLayers(), takeLayers()]);
  return { passed, failed, skipped: [], output, note: all.join(', ') };
}

function oneCheck(isGood: boolean): { passed: number; failed: number; skipped: readonly string[] } {
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: [] };
}
