import { expect, it } from 'vitest';

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

function filesWith(pattern: RegExp): string[] {
  return Object.entries(sources)
    .filter(([, source]) => pattern.test(source))
    .map(([path]) => path);
}

it('takes only types from the contract: its schemas compile themselves by eval, which the CSP refuses, and weigh a lot', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(60);
  expect(filesWith(/^(import|export) (?!type\b)[^;]*from '#shared\/contract\//m)).toEqual([]);
  expect(filesWith(/from 'zod'/)).toEqual([]);
});

it('writes no style attribute as text, which the CSP refuses: autoSize measures with one, so does the SVG renderer of charts', () => {
  expect(filesWith(/\bautoSize\b/)).toEqual([]);
  expect(filesWith(/SVGRenderer|dangerouslySetInnerHTML|setAttribute\('style'/)).toEqual([]);
});

/** The start tags of a component in a source, with what stands in their braces. */
function tagsOf(component: string, source: string): string[] {
  return [...source.matchAll(new RegExp(`<${component}\\b`, 'g'))].map(({ index }) => {
    let depth = 0;
    for (let at = index; at < source.length; at += 1) {
      if (source[at] === '{') depth += 1;
      if (source[at] === '}') depth -= 1;
      if (depth === 0 && source[at] === '>' && source[at - 1] === '/') return source.slice(index, at + 1);
    }
    return source.slice(index);
  });
}

it('gives every row of choices a name: screen readers else say the choices and not what they are of', () => {
  const rows = Object.entries(sources).flatMap(([path, source]) =>
    tagsOf('Segmented', source).map((tag) => ({ path, tag })),
  );
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter(({ tag }) => !/\saria-label=/.test(tag)).map(({ path }) => path)).toEqual([]);
});

it('speaks to the core by the client alone', () => {
  expect(filesWith(/\bfetch\(|XMLHttpRequest|new WebSocket/)).toEqual(['./transport.ts']);
});

it('gives every area a place of its own in the navigation: of two in one place the later alone can be reached', () => {
  const places = Object.entries(sources).flatMap(([path, source]) =>
    /\/features\/.*area\.ts$/.test(path) ? [...source.matchAll(/navKey: '(\w+)'/g)].map(([, navKey]) => navKey) : [],
  );
  expect(places.length).toBeGreaterThan(10);
  expect([...new Set(places)]).toEqual(places);
});

/** Dialogs in which nothing is filled in that could be lost, and the two that see to it themselves. */
const DIALOGS_WITHOUT_A_FORM = [
  '../app/command-palette/command-palette.tsx',
  '../app/frame/leave-guard.tsx',
  '../components/form-dialog.tsx',
  '../components/shortcut-help.tsx',
  '../features/settings/recovery-code-dialog.tsx',
];

it('takes dialogs from where what was typed is asked about before it is left', () => {
  expect(filesWith(/import \{[^}]*\bModal\b[^}]*\} from 'antd'/).sort()).toEqual(DIALOGS_WITHOUT_A_FORM);
});

it('takes whole numbers by the one field that never hands on a fraction', () => {
  const fields = Object.entries(sources).flatMap(([path, source]) =>
    tagsOf('InputNumber', source).map((tag) => ({ path, tag })),
  );
  expect(fields.length).toBeGreaterThan(3);
  const whole = fields.filter(({ tag }) => /\sprecision=\{0\}/.test(tag)).map(({ path }) => path);
  expect(whole).toEqual(['../components/count-input.tsx']);
});
