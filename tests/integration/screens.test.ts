import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { screens } from '#tests/support/pages/screens.ts';

/** The first leads on to its first tab; the other is a page of one thing and looked at by opening the first row of its list. */
const REACHED_OTHERWISE = ['reports', 'reconciliation/:statementId'];

/** As the areas declare them; the files are read and not loaded, since they want a window. */
function declaredPaths(): string[] {
  const files = globSync('src/renderer/features/*/{*area,tabs}.ts');
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path ?? ''),
  );
}

describe('the screens that are looked at for barriers and in pictures', () => {
  it('are all that the navigation leads to', () => {
    const looked = screens.map(({ path }) => path.slice(1).split('?')[0] ?? '');
    const paths = declaredPaths();
    expect(paths.length).toBeGreaterThan(40);
    const forgotten = paths.filter((path) => {
      const pattern = new RegExp(`^${path.replace(/:\w+/g, '\\d+')}$`);
      return !looked.some((one) => pattern.test(one)) && !REACHED_OTHERWISE.includes(path);
    });
    expect(forgotten).toEqual([]);
  });

  it('have names of their own', () => {
    expect(new Set(screens.map(({ name }) => name)).size).toBe(screens.length);
  });
});
