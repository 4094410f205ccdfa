import { ORPCError } from '@orpc/client';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { createTestClock, DAY, TEST_START } from '#tests/support/test-clock.ts';
import { callByPath } from './acts.ts';
import type { CrashRecord } from './crash-run.ts';

/**
 * Opens the folder of a shop that died and says what is wrong: an invariant broken, an answered command lost, a command that
 * has more than one effect when the person sends it again. Empty when nothing is.
 */
export async function checkAfterCrash(folder: string, record: CrashRecord): Promise<string[]> {
  const shop = await openTestShop({ folder, clock: createTestClock(TEST_START + DAY / 4) });
  try {
    const problems = brokenInvariants(shop.core);
    const before = effects(shop);
    for (const { commandId } of record.done) {
      if (!hasCommand(shop, commandId)) problems.push(`an answered command is lost: ${nameOf(record, commandId)}`);
    }
    problems.push(...keysSeenTwice(record), ...(await repeatCommands(shop, record)));
    const after = effects(shop);
    if (
      record.done.length > 0 &&
      JSON.stringify(before) !== JSON.stringify(after) &&
      record.begun.length === record.done.length
    ) {
      problems.push(`repeated commands had an effect of their own: ${before.join()} became ${after.join()}`);
    }
    return [...problems, ...brokenInvariants(shop.core)];
  } finally {
    await shop.stop();
  }
}

/** The person sends again what has no answer yet, and for good measure what has. */
async function repeatCommands(shop: TestShop, record: CrashRecord): Promise<string[]> {
  const problems: string[] = [];
  for (const act of record.begun) {
    // Its file went with the process that had staged it; a window would stage it anew.
    if (act.procedure === 'imports.post' && !hasCommand(shop, act.input.commandId)) continue;
    const answered = record.done.find(({ commandId }) => commandId === act.input.commandId);
    try {
      const reply = await callByPath(shop.client, act.procedure, act.input);
      if (answered && !isSameReference(answered.reply, reply))
        problems.push(`${act.name} answered otherwise when repeated`);
      if (!hasCommand(shop, act.input.commandId)) problems.push(`${act.name} left no trace when repeated`);
    } catch (error) {
      if (!(error instanceof ORPCError) || !error.defined) throw error;
      if (answered) problems.push(`${act.name} was refused when repeated: ${error.code}`);
    }
  }
  return problems;
}

/** What people saw of their dispenses: no key may be among them twice. */
function keysSeenTwice({ done }: CrashRecord): string[] {
  const seen = new Set<string>();
  let repeated = 0;
  for (const { seen: keys } of done) {
    if (!Array.isArray(keys)) continue;
    for (const key of keys) {
      if (seen.has(key)) repeated += 1;
      seen.add(key);
    }
  }
  return repeated === 0 ? [] : [`${repeated} keys were handed out twice`];
}

function hasCommand({ core }: TestShop, commandId: string): boolean {
  return core.kernel.readDb.prepare('SELECT 1 FROM commands WHERE command_id = ?').get(commandId) !== undefined;
}

/** Counts that a second execution would raise. */
function effects({ core }: TestShop): number[] {
  const tables = ['suppliers', 'supplier_entries', 'imports', 'card_keys', 'deliveries', 'delivery_keys', 'movements'];
  return tables.map((table) => core.kernel.readDb.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get() as number);
}

/** Job ids live as long as the program; everything else of a reply is a reference that stays. */
function isSameReference(one: unknown, other: unknown): boolean {
  return JSON.stringify(withoutJob(one)) === JSON.stringify(withoutJob(other));
}

function withoutJob(reply: unknown): unknown {
  return typeof reply === 'object' && reply !== null ? { ...reply, jobId: null } : reply;
}

function nameOf(record: CrashRecord, commandId: string): string {
  return record.begun.find(({ input }) => input.commandId === commandId)?.name ?? 'unknown';
}
