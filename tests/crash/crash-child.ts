import { writeSync } from 'node:fs';
import { ORPCError } from '@orpc/client';
import { openTestShop } from '#tests/support/open-core.ts';
import { createSeededRandom } from '#tests/support/seeded-random.ts';
import { createTestClock, TEST_START } from '#tests/support/test-clock.ts';
import { type Act, actKinds, type CrashShop, callByPath } from './acts.ts';

/** What a run is told on its command line, as JSON. */
export interface CrashTask {
  readonly folder: string;
  readonly shop: CrashShop;
  readonly seed: number;
  /** Names of the acts, one after the other. */
  readonly acts: readonly string[];
}

/** What it says, line by line, besides the lines of crash-points.ts. */
export type ChildLine =
  | { readonly type: 'ready' }
  | { readonly type: 'begin'; readonly act: Act }
  | { readonly type: 'done'; readonly commandId: string; readonly reply: unknown; readonly seen: unknown }
  | { readonly type: 'refused'; readonly commandId: string; readonly code: string }
  | { readonly type: 'end' };

function say(line: ChildLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** A shop at work until it is killed, or until its acts are done. */
async function main(): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? '{}') as CrashTask;
  const random = createSeededRandom(task.seed);
  const clock = createTestClock(TEST_START + (task.seed % 1000) * 1000);
  const shop = await openTestShop({ folder: task.folder, clock });
  say({ type: 'ready' });
  for (const name of task.acts) {
    const kind = actKinds[name];
    if (!kind) throw new Error(`No act is called ${name}.`);
    const act: Act = { name, ...(await kind.plan(shop.client, random, task.shop)) };
    const { commandId } = act.input;
    say({ type: 'begin', act });
    try {
      const reply = await callByPath(shop.client, act.procedure, act.input);
      const seen = kind.finish ? await kind.finish(shop.client, reply) : null;
      say({ type: 'done', commandId, reply, seen });
    } catch (error) {
      if (!(error instanceof ORPCError) || !error.defined) throw error;
      say({ type: 'refused', commandId, code: error.code });
    }
    clock.advance(1000);
  }
  await shop.stop();
  say({ type: 'end' });
}

await main();
