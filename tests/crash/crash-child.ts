import { writeSync } from 'node:fs';
import { ORPCError } from '@orpc/client';
import { createSeededRandom } from '#core/demo/seeded-random.ts';
import { openTestShop, type TestClient } from '#tests/support/open-core.ts';
import { createTestClock, TEST_START } from '#tests/support/test-clock.ts';
import { type Act, actKinds, type CrashShop, callByPath, restoreAct } from './acts.ts';

/** What a run is told on its command line, as JSON. */
export interface CrashTask {
  readonly folder: string;
  readonly shop: CrashShop;
  readonly seed: number;
  /** Names of the acts, one after the other; `restore`, and `restart` for closing the shop and opening it again. */
  readonly acts: readonly string[];
}

/** What it says, line by line, besides the lines of crash-points.ts. */
export type ChildLine =
  | { readonly type: 'ready' }
  | { readonly type: 'begin'; readonly turn: number; readonly act: Act }
  | { readonly type: 'done'; readonly turn: number; readonly reply: unknown; readonly seen: unknown }
  | { readonly type: 'refused'; readonly turn: number; readonly code: string }
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
  async function carryOut(client: TestClient, name: string, turn: number): Promise<void> {
    const kind = name === 'restore' ? restoreAct : actKinds[name];
    if (!kind) throw new Error(`No act is called ${name}.`);
    const act: Act = { name, ...(await kind.plan(client, random, task.shop)) };
    say({ type: 'begin', turn, act });
    try {
      const reply = await callByPath(client, act.procedure, act.input);
      const seen = kind.finish ? await kind.finish(client, reply) : null;
      say({ type: 'done', turn, reply, seen });
    } catch (error) {
      if (!(error instanceof ORPCError) || !error.defined) throw error;
      say({ type: 'refused', turn, code: error.code });
    }
  }
  for (const [turn, name] of task.acts.entries()) {
    if (name === 'restart') await shop.restart();
    else await carryOut(shop.client, name, turn);
    clock.advance(1000);
  }
  await shop.stop();
  say({ type: 'end' });
}

await main();
