import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { PROGRAM_FOLDER } from '#hosts/node/program-files.ts';

const SAID_IN_DEVELOPMENT = 'Download the React DevTools';

/**
 * Checks what the packaged desktop would need without an Electron at hand: the preload is one CommonJS file that requires
 * only `electron`; main requires only Node, `electron` and what package.json lists to be packaged; the window is built for users.
 */
export function bundleFindings(folder = path.join(PROGRAM_FOLDER, 'out')): string[] {
  const packaged = packagedNames();
  const preloads = filesIn(path.join(folder, 'preload'));
  const mains = filesIn(path.join(folder, 'main'));
  const findings: string[] = [];
  for (const file of filesIn(path.join(folder, 'renderer'))) {
    if (readFileSync(file, 'utf8').includes(SAID_IN_DEVELOPMENT)) findings.push('The window has React of development.');
  }
  if (preloads.length !== 1 || !preloads[0]?.endsWith('.cjs')) findings.push('The preload is not one .cjs file.');
  for (const entry of ['index.js', 'job-thread.js', 'parse-isolate.js']) {
    if (!mains.some((file) => path.basename(file) === entry)) findings.push(`main has no ${entry}.`);
  }
  for (const file of preloads) {
    for (const name of requiredBy(file)) if (name !== 'electron') findings.push(`The preload requires ${name}.`);
  }
  for (const file of mains) {
    for (const name of requiredBy(file)) {
      if (name === 'electron' || isBuiltin(name) || packaged.has(packageOf(name))) continue;
      if (name.startsWith('.') && mains.includes(path.resolve(path.dirname(file), name))) continue;
      findings.push(`${path.basename(file)} requires ${name}, which is not packaged.`);
    }
  }
  return findings;
}

function packagedNames(): Set<string> {
  const description: unknown = JSON.parse(readFileSync(path.join(PROGRAM_FOLDER, 'package.json'), 'utf8'));
  const { dependencies } = description as { dependencies: Record<string, string> };
  return new Set(Object.keys(dependencies));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?js$/.test(name))
    .map((name) => path.join(folder, name));
}

/** The modules that built code names: at the start of a line for `import` and `export`, anywhere for `import()` and `require()`. */
export function modulesNamed(code: string): string[] {
  const patterns = [
    /^\s*(?:import|export)\s[^'"`;]*?from\s*["']([^"']+)["']/gm,
    /^\s*import\s*["']([^"']+)["']/gm,
    /\bimport\(\s*["'`]([^"'`]+)["'`]/g,
    /(?<![\w.$])require\(\s*["'`]([^"'`]+)["'`]\s*\)/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].flatMap(([, name]) => (name ? [name] : [])));
}

function requiredBy(file: string): string[] {
  return modulesNamed(readFileSync(file, 'utf8'));
}

function packageOf(name: string): string {
  const parts = name.split('/');
  return name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? name);
}

if (import.meta.main) {
  const findings = bundleFindings();
  for (const finding of findings) console.error(finding);
  if (findings.length === 0) console.log('The bundle requires only what is packaged.');
  process.exitCode = findings.length === 0 ? 0 : 1;
}
