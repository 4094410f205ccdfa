/**
 * A small project that breaks every rule of .dependency-cruiser.cjs once, by file: the layers suite writes it to a temporary
 * folder and wants each rule to name the file that is said to break it. A new rule needs a breach here.
 */
export const layerBreaches: Readonly<Record<string, string>> = {
  'no-circular': 'src/main/core/loop/one.ts',
  'domain-imports-only-domain': 'src/shared/domain/money/reads-clock.ts',
  'contract-imports-domain-zod-orpc': 'src/shared/contract/hashes.contract.ts',
  'core-knows-no-host-and-no-window': 'src/main/core/stock/stock.service.ts',
  'renderer-knows-only-shared': 'src/renderer/features/stock/stock-page.tsx',
  'electron-only-in-its-host': 'src/main/hosts/web/serve.ts',
  'sql-only-in-db-and-repos': 'src/main/core/stock/selects.ts',
  'hosts-do-not-know-each-other': 'src/main/hosts/cli/kacang.ts',
  'shared-parts-of-hosts-know-no-door': 'src/main/hosts/node/opens-a-window.ts',
  'source-does-not-import-tests': 'src/main/core/stock/borrows-a-test.ts',
};

/** The files of that project, by path. */
export const breachFiles: Readonly<Record<string, string>> = {
  'src/main/core/loop/one.ts': "import { two } from './two.ts';\nexport const one = (): number => two() + 1;\n",
  'src/main/core/loop/two.ts': "import { one } from './one.ts';\nexport const two = (): number => one() + 1;\n",
  'src/shared/domain/money/reads-clock.ts': "import { hrtime } from 'node:process';\nexport const now = hrtime;\n",
  'src/shared/contract/hashes.contract.ts': "import { md5 } from 'hash-wasm';\nexport const hash = md5;\n",
  'src/main/core/stock/stock.service.ts': "import { serve } from '#hosts/web/serve.ts';\nexport const start = serve;\n",
  'src/renderer/features/stock/stock-page.tsx':
    "import { select } from '#core/stock/stock.repo.ts';\nexport const page = select;\n",
  'src/main/hosts/web/serve.ts': "import { app } from 'electron';\nexport const serve = app;\n",
  'src/main/core/stock/selects.ts': "import Database from 'better-sqlite3';\nexport const open = Database;\n",
  'src/main/hosts/cli/kacang.ts': "import { window } from '#hosts/electron/window.ts';\nexport const run = window;\n",
  'src/main/hosts/node/opens-a-window.ts':
    "import { window } from '#hosts/electron/window.ts';\nexport const open = window;\n",
  'src/main/core/stock/borrows-a-test.ts':
    "import { sample } from './stock.test.ts';\nexport const borrowed = sample;\n",
  'src/main/core/stock/stock.test.ts': 'export const sample = 1;\n',
  // What the rules allow.
  'src/main/core/stock/stock.repo.ts': "import Database from 'better-sqlite3';\nexport const select = Database;\n",
  'src/main/hosts/electron/window.ts': "import { app } from 'electron';\nexport const window = app;\n",
  'src/shared/contract/stock.contract.ts': "import { z } from 'zod';\nexport const stock = z.number();\n",
};

export const filesThatKeepTheRules = [
  'src/main/core/stock/stock.repo.ts',
  'src/main/hosts/electron/window.ts',
  'src/shared/contract/stock.contract.ts',
];
