import type { Command } from './command.ts';
import { call } from './commands/call.ts';
import { init } from './commands/init.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [init, call];
