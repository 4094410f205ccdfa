import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { resources } from './resources.ts';

type Tree = { readonly [key: string]: string | Tree };

const sources = import.meta.glob<string>(
  ['../**/*.{ts,tsx}', '../../shared/**/*.ts', '!./{en,zh-CN}/**', '!../../**/*.test.{ts,tsx}'],
  { query: '?raw', import: 'default', eager: true },
);

/** Sentences that the core chooses: a code, a right or a reason names them at run time. */
function isNamedByCore(key: string): boolean {
  return /^(errors|rights):|[:.]errors\./.test(key);
}

/** Every key as `area:a.b`, its plural forms as one. */
function keysOf(tree: Tree, prefix: string): string[] {
  const keys = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? `${prefix}${key}` : keysOf(value, `${prefix}${key}.`),
  );
  return [...new Set(keys.map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')))];
}

/** What can name a sentence: texts as they are, and templates with a beginning, whose gaps may hold anything. */
interface Names {
  readonly texts: Set<string>;
  readonly templates: Map<string, RegExp>;
}

function collectNames(source: string, { texts, templates }: Names): void {
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.add(node.text);
    if (ts.isTemplateExpression(node) && /^[\w:.-]*[a-z][\w-]*[.:_]?$/i.test(node.head.text)) {
      const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
      const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
      templates.set(pattern, new RegExp(`^${pattern}$`));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('page.tsx', source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
}

function unusedOf(keys: readonly string[], files: readonly string[]): string[] {
  const names: Names = { texts: new Set(), templates: new Map() };
  for (const source of files) collectNames(source, names);
  const templates = [...names.templates.values()];
  return keys.filter((key) => {
    const spellings = [key, key.slice(key.indexOf(':') + 1)];
    return !spellings.some((text) => names.texts.has(text) || templates.some((template) => template.test(text)));
  });
}

describe('the sentences', () => {
  it('are all said somewhere', () => {
    const keys = Object.entries(resources['zh-CN']).flatMap(([area, tree]) => keysOf(tree, `${area}:`));
    const files = Object.values(sources);
    expect(files.length).toBeGreaterThan(200);
    expect(unusedOf(keys, files).filter((key) => !isNamedByCore(key))).toEqual([]);
  });

  it('would be found if they were not', () => {
    const keys = ['area:list.title', 'area:list.states.open', 'area:list.done', 'area:list.gone'];
    const file = `t('list.title'); t(\`list.states.\${state}\`); text('area:list.done');`;
    expect(unusedOf(keys, [file])).toEqual(['area:list.gone']);
  });
});
