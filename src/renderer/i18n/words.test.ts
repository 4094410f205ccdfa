import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { RESTORE_FINDING_KINDS } from '#shared/domain/backup/restore-findings.ts';
import { RIGHTS } from '#shared/domain/identity/rights.ts';
import { resources } from './resources.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}${key}`, value]] : leaves(value, `${prefix}${key}.`),
  );
}

/** Languages differ in how many plural forms they have; the sentence is one. */
function withoutPlural(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '');
}

function keysOf(tree: Tree): string[] {
  return [...new Set(leaves(tree).map(([key]) => withoutPlural(key)))].sort();
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '').sort();
}

describe('the two languages', () => {
  it('have the same sentences', () => {
    expect(keysOf(resources.en)).toEqual(keysOf(resources['zh-CN']));
  });

  it('name the same values in them', () => {
    const chinese = new Map(leaves(resources['zh-CN']).map(([key, text]) => [withoutPlural(key), text]));
    const differing = leaves(resources.en).filter(([key, text]) => {
      // "Select the loaded row" need not say 1.
      if (key.endsWith('_one')) return false;
      return String(placeholders(text)) !== String(placeholders(chinese.get(withoutPlural(key)) ?? ''));
    });
    expect(differing).toEqual([]);
  });

  it('are written in their language, without exclamation marks', () => {
    const shared = new Set(['English', '中文']);
    const unchinese = leaves(resources.en).filter(([, text]) => /\p{Script=Han}/u.test(text) && !shared.has(text));
    const loud = [...leaves(resources.en), ...leaves(resources['zh-CN'])].filter(([, text]) =>
      /(?<!\?)[!！]/.test(text),
    );
    expect(unchinese).toEqual([]);
    expect(loud).toEqual([]);
  });

  it('have plural forms in pairs where English needs them', () => {
    const keys = new Set(leaves(resources.en).map(([key]) => key));
    const alone = [...keys].filter((key) => key.endsWith('_one') && !keys.has(key.replace(/_one$/, '_other')));
    expect(alone).toEqual([]);
  });
});

describe('what the core can say', () => {
  it('has a word for every right', () => {
    const words = new Set(keysOf(resources['zh-CN'].rights));
    expect(RIGHTS.filter((right) => !words.has(right))).toEqual([]);
  });

  it('has words for everything that a restore can find', () => {
    const words = new Set(keysOf(resources['zh-CN'].backup.findings.kinds));
    const parts = RESTORE_FINDING_KINDS.flatMap((kind) => [`${kind}.title`, `${kind}.text`]);
    expect(parts.filter((part) => !words.has(part))).toEqual([]);
  });

  it('has a sentence for every declared error', () => {
    const known = new Set([
      ...Object.keys(resources['zh-CN'].errors),
      ...Object.values(resources['zh-CN'] as Tree).flatMap((area) => {
        const own = typeof area === 'string' ? undefined : area.errors;
        return typeof own === 'object' ? Object.keys(own) : [];
      }),
    ]);
    expect([...declaredCodes(contract)].filter((code) => !known.has(code)).sort()).toEqual([]);
  });
});

function declaredCodes(router: object, found = new Set<string>()): Set<string> {
  for (const entry of Object.values(router)) {
    if (typeof entry !== 'object' || entry === null) continue;
    const definition: unknown = '~orpc' in entry ? entry['~orpc'] : undefined;
    if (typeof definition === 'object' && definition !== null && 'errorMap' in definition) {
      for (const code of Object.keys(definition.errorMap ?? {})) found.add(code);
    } else {
      declaredCodes(entry, found);
    }
  }
  return found;
}

const sources = import.meta.glob<string>('../**/*.tsx', { query: '?raw', import: 'default', eager: true });

/** Attributes that people read or hear. */
const SPOKEN = new Set([
  'title',
  'text',
  'label',
  'placeholder',
  'alt',
  'hint',
  'extra',
  'help',
  'summary',
  'empty',
  'okText',
  'cancelText',
  'description',
  'tooltip',
  'aria-label',
  'aria-description',
]);
const LETTERS = /\p{L}{2,}|\p{Script=Han}/u;

/** Words written into a component instead of a resource file, as `line: words`. */
function untranslatedWords(source: string): string[] {
  const file = ts.createSourceFile('page.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const report = (node: ts.Node, words: string): void => {
    if (LETTERS.test(words))
      found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${words.trim()}`);
  };
  const literals = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) report(node, node.text);
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literals);
    if (ts.isParenthesizedExpression(node)) literals(node.expression);
    if (ts.isBinaryExpression(node)) [node.left, node.right].filter((side) => !ts.isIdentifier(side)).forEach(literals);
    if (ts.isTemplateExpression(node))
      for (const text of [node.head, ...node.templateSpans.map((span) => span.literal)]) report(node, text.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) report(node, node.text);
    if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) literals(node.expression);
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) report(node, node.initializer.text);
      if (ts.isJsxExpression(node.initializer) && node.initializer.expression) literals(node.initializer.expression);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('components', () => {
  it('say nothing that is not in the resource files', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(20);
    const found = Object.entries(sources).flatMap(([path, source]) =>
      untranslatedWords(source).map((words) => `${path}:${words}`),
    );
    expect(found).toEqual([]);
  });

  it('would be caught if they did', () => {
    expect(untranslatedWords('const a = <p>确定</p>;')).toHaveLength(1);
    expect(untranslatedWords('const a = <Button title="Save it" />;')).toHaveLength(1);
    expect(untranslatedWords('const a = <p>{isDone ? "Done" : t("open")}</p>;')).toHaveLength(1);
    expect(untranslatedWords('const a = <p className="wide">{t("a.b")} · {count}</p>;')).toHaveLength(0);
  });
});
