/** The layers of docs/ARCHITECTURE.md as rules: domain <- contract <- {core, renderer}, core <- hosts. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'domain-imports-only-domain',
      severity: 'error',
      from: { path: '^src/shared/domain', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/shared/domain' },
    },
    {
      name: 'contract-imports-domain-zod-orpc',
      severity: 'error',
      from: { path: '^src/shared/contract', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(src/shared|node_modules/(zod|@orpc/contract))' },
    },
    {
      name: 'core-knows-no-host-and-no-window',
      severity: 'error',
      from: { path: '^src/main/core' },
      to: { path: '^src/(main/hosts|renderer)|^(node_modules/)?electron(/|$)' },
    },
    {
      name: 'renderer-knows-only-shared',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: '^src/main|^(node_modules/)?(electron|better-sqlite3)(/|$)|^node:' },
    },
    {
      name: 'electron-only-in-its-host',
      severity: 'error',
      from: {
        pathNot: '^(src/main/hosts/electron|tests/support/electron|tests/integration/desktop\\.test\\.ts|scripts)',
      },
      to: { path: '^(node_modules/)?electron(/|$)' },
    },
    {
      name: 'sql-only-in-db-and-repos',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/main/core/db/|\\.repo\\.ts$|\\.test\\.ts$' },
      to: { path: '^(node_modules/)?better-sqlite3|^src/main/core/db/statement\\.ts$' },
    },
    {
      name: 'hosts-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/main/hosts/(electron|web|cli)/' },
      to: { path: '^src/main/hosts/(electron|web|cli)/', pathNot: '^src/main/hosts/$1/' },
    },
    {
      name: 'shared-parts-of-hosts-know-no-door',
      severity: 'error',
      from: { path: '^src/main/hosts/node/' },
      to: { path: '^src/main/hosts/(electron|web|cli)/' },
    },
    {
      name: 'source-does-not-import-tests',
      severity: 'error',
      from: { path: '^src', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^tests|\\.test\\.tsx?$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
