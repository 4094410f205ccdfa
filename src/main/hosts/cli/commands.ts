import type { Command } from './command.ts';
import { backup } from './commands/backup.ts';
import { call } from './commands/call.ts';
import { deliveriesExport } from './commands/deliveries-export.ts';
import { demo } from './commands/demo.ts';
import { dispense } from './commands/dispense.ts';
import { importKeys } from './commands/import-keys.ts';
import { importPrices } from './commands/import-prices.ts';
import { importStatement } from './commands/import-statement.ts';
import { init } from './commands/init.ts';
import { open } from './commands/open.ts';
import { poList } from './commands/po-list.ts';
import { poReceive } from './commands/po-receive.ts';
import { reorder } from './commands/reorder.ts';
import { reportMonthly } from './commands/report-monthly.ts';
import { restore } from './commands/restore.ts';
import { verify } from './commands/verify.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  init,
  demo,
  importKeys,
  importStatement,
  importPrices,
  poList,
  poReceive,
  reorder,
  reportMonthly,
  dispense,
  deliveriesExport,
  verify,
  backup,
  restore,
  open,
  call,
];
