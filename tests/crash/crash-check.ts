import { existsSync } from 'node:fs';
import { ORPCError } from '@orpc/client';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { createTestClock, DAY, TEST_START } from '#tests/support/test-clock.ts';
import { jobResult } from '#tests/support/trade-setup.ts';
import { type CrashShop, callByPath } from './acts.ts';
import type { CrashRecord, RecordedAct } from './crash-run.ts';

export interface CrashCheckOptions {
  /** A restore was under way: what came after the backup may be gone, but never sold again. */
  readonly mayForget?: boolean;
  /** Sells everything that is left and looks whether any of it was seen before. */
  readonly sellsOut?: CrashShop;
}

/**
 * Opens the folder of a shop that died and says what is wrong: an invariant broken, an answered command lost, a command that
 * has more than one effect when the person sends it again, a key that would be sold twice. Empty when nothing is.
 */
export async function checkAfterCrash(
  folder: string,
  record: CrashRecord,
  options: CrashCheckOptions = {},
): Promise<string[]> {
  const shop = await openTestShop({ folder, clock: createTestClock(TEST_START + DAY / 4) });
  try {
    await untilAtRest(shop);
    const problems = [...brokenInvariants(shop.core), ...(await verifyProblems(shop)), ...unfinished(shop)];
    if (!options.mayForget) problems.push(...lostCommands(shop, record), ...(await repeatCommands(shop, record)));
    problems.push(...lostBackups(record));
    const seen = keysSeen(record);
    if (options.sellsOut) seen.push(...(await sellOut(shop, options.sellsOut)));
    const repeated = seen.length - new Set(seen).size;
    if (repeated > 0) problems.push(`${repeated} keys were handed out twice`);
    return [...problems, ...brokenInvariants(shop.core)];
  } finally {
    await shop.stop();
  }
}

/** What was cut short between two turns goes on by itself. */
async function untilAtRest({ core }: TestShop): Promise<void> {
  const { jobs } = core.kernel;
  await Promise.all(jobs.list().map(({ id }) => jobs.whenEnded(id)));
}

/** Nothing stays half done: no document that is still pending, no lot that is held for one. */
function unfinished({ core }: TestShop): string[] {
  const counts = ['stock_documents WHERE is_pending = 1', 'batch_stock WHERE held_by_document_id IS NOT NULL'];
  return counts.flatMap((rows) => {
    const count = core.kernel.readDb.prepare(`SELECT COUNT(*) FROM ${rows}`).pluck().get();
    return count === 0 ? [] : [`unfinished: ${count} of ${rows}`];
  });
}

/** The program's own verification must say the same. */
async function verifyProblems({ client }: TestShop): Promise<string[]> {
  const { jobId } = await client.verify.run();
  const { checks } = (await jobResult(client, jobId)) as ShopCheck;
  return checks.filter(({ isKept }) => !isKept).map(({ name, breaches }) => `verify: ${name}: ${breaches.join(', ')}`);
}

function lostCommands(shop: TestShop, { acts }: CrashRecord): string[] {
  return acts
    .filter(({ answer, input }) => answer && input.commandId && !hasCommand(shop, input.commandId))
    .map(({ name }) => `an answered command is lost: ${name}`);
}

/** A backup that was said to be made is where it was made. */
function lostBackups({ acts }: CrashRecord): string[] {
  return acts.flatMap(({ name, answer }) => {
    if (name !== 'backup' || !answer) return [];
    const { fileName } = answer.seen as { fileName: string };
    return existsSync(fileName) ? [] : ['a backup is lost'];
  });
}

/** The person sends again what has no answer yet, and for good measure what has: then nothing may change any more. */
async function repeatCommands(shop: TestShop, { acts }: CrashRecord): Promise<string[]> {
  const problems: string[] = [];
  for (const act of acts) {
    const { commandId } = act.input;
    if (!commandId || act.refusal) continue;
    const isKnown = hasCommand(shop, commandId);
    // Its file went with the process that had staged it; a window would stage it anew.
    if (act.procedure === 'imports.post' && !isKnown) continue;
    const before = effects(shop);
    problems.push(...(await repeat(shop, act)));
    const after = effects(shop);
    if (isKnown && before !== after) problems.push(`${act.name} had a second effect: ${before} became ${after}`);
    await repeat(shop, act);
    if (effects(shop) !== after) problems.push(`${act.name} had an effect each time it was sent`);
  }
  return problems;
}

async function repeat(shop: TestShop, act: RecordedAct): Promise<string[]> {
  try {
    const reply = await callByPath(shop.client, act.procedure, act.input);
    await untilAtRest(shop);
    const isSame = !act.answer || withoutJob(act.answer.reply) === withoutJob(reply);
    return isSame ? [] : [`${act.name} answered otherwise when it was sent again`];
  } catch (error) {
    if (!(error instanceof ORPCError) || !error.defined) throw error;
    return act.answer ? [`${act.name} was refused when it was sent again: ${error.code}`] : [];
  }
}

function hasCommand({ core }: TestShop, commandId: string): boolean {
  return core.kernel.readDb.prepare('SELECT 1 FROM commands WHERE command_id = ?').get(commandId) !== undefined;
}

/** Counts that a second execution would raise. */
function effects({ core }: TestShop): string {
  const tables = ['suppliers', 'supplier_entries', 'imports', 'card_keys', 'deliveries', 'delivery_keys', 'movements'];
  const counts = tables.map((table) => core.kernel.readDb.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get());
  return counts.join(' ');
}

/** Job ids live as long as the program; everything else of a reply is a reference that stays. */
function withoutJob(reply: unknown): string {
  return JSON.stringify(typeof reply === 'object' && reply !== null ? { ...reply, jobId: null } : reply);
}

/** What people saw of their dispenses before the crash. */
function keysSeen({ acts }: CrashRecord): string[] {
  return acts.flatMap(({ name, answer }) => (name === 'dispense' && answer ? (answer.seen as string[]) : []));
}

/** Every key that is still free, as the next buyers would see it. */
async function sellOut({ client }: TestShop, { skuId }: CrashShop): Promise<string[]> {
  const { available } = await client.skus.get({ id: skuId });
  if (available === 0) return [];
  const lines = [{ skuId, quantity: available }];
  const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), purpose: 'sale', lines });
  const deliveryIds = deliveries.map(({ id }) => id);
  const shown = await client.deliveries.show({ commandId: newCommandId(), deliveryIds });
  return shown.deliveries.flatMap(({ keys }) => keys.map(({ fields }) => fields.map(({ value }) => value).join(' ')));
}
