import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { closeTestShops, newTestFolder } from '#tests/support/open-core.ts';
import { bundleFindings, modulesNamed } from '../../scripts/check-bundle.ts';

afterEach(closeTestShops);

/** A bundle as the build leaves it, with what a test changes. */
function bundle(files: Record<string, string> = {}): string {
  const folder = newTestFolder();
  const all: Record<string, string> = {
    'main/index.js':
      "import { app } from 'electron';\nimport Database from 'better-sqlite3';\nimport './chunks/a.js';\n",
    'main/chunks/a.js': "export { readFileSync } from 'node:fs';\n",
    'main/job-thread.js': 'const load = () => import("./chunks/a.js");\n',
    'main/parse-isolate.js': "import { z } from 'zod/v4';\n",
    'preload/preload.cjs': 'let electron = require("electron");\n',
    'renderer/assets/session.js': 'export {};\n',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

it('finds nothing in a bundle that requires only what is packaged', () => {
  expect(bundleFindings(bundle())).toEqual([]);
});

it.each([
  ['preload/preload.cjs', 'require("electron"); require("node:fs");', 'The preload requires node:fs.'],
  ['preload/second.cjs', '', 'The preload is not one .cjs file.'],
  ['main/index.js', "import { build } from 'vite';", 'index.js requires vite, which is not packaged.'],
  ['main/chunks/a.js', 'const load = () => import("vitest");', 'a.js requires vitest, which is not packaged.'],
  [
    'main/job-thread.js',
    "export * from './chunks/gone.js';",
    'job-thread.js requires ./chunks/gone.js, which is not packaged.',
  ],
  [
    'renderer/assets/session.js',
    'console.info("Download the React DevTools for more");',
    'The window has React of development.',
  ],
])('finds what is wrong in %s', (name, text, finding) => {
  expect(bundleFindings(bundle({ [name]: text }))).toEqual([finding]);
});

it('reads every way in which built code names a module', () => {
  const code = [
    'import a, { b } from "one";',
    'import "two";',
    "export * from 'three';",
    'const c = await import(`four`);',
    'var d = require("five");',
    'text.from = "not one"; foo.require("not two");',
  ].join('\n');
  expect(modulesNamed(code).sort()).toEqual(['five', 'four', 'one', 'three', 'two']);
});
