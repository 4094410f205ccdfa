/**
 * The process in which untrusted bytes are parsed. It knows one staged file at a time and answers with rows or a
 * refusal; whatever goes wrong here costs that file and nothing else.
 */
import module from 'node:module';
import { openSpooledFile } from '#core/files/byte-source.ts';
import { releaseBytes } from '#core/jobs/release-bytes.ts';
import { describeFile, readFileRows } from '../reading/sheet-file.ts';
import { SheetRefusal } from '../sheet-refusal.ts';
import { ISOLATE_MEMORY_MIB } from './isolate-host.ts';
import type { IsolateReply, IsolateRequest } from './isolate-messages.ts';
import { startMemoryGuard } from './memory-guard.ts';
import { memoryInMiB, ReadTask, TaskCancelled } from './read-task.ts';

/** Electron's utilityProcess has `process.parentPort` where a forked Node has `process.send`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

const parentPort = (process as { parentPort?: ParentPort }).parentPort;

function send(reply: IsolateReply): void {
  if (parentPort) parentPort.postMessage(reply);
  else process.send?.(reply);
  // It is copied by now; left to V8, the batches of half a sheet would wait here.
  if (reply.type === 'batch') releaseBytes(reply.bytes);
}

let running: { id: number; task: ReadTask } | null = null;

async function run(request: Extract<IsolateRequest, { type: 'describe' | 'read' }>): Promise<void> {
  const id = request.task;
  const task = new ReadTask(id, request.type === 'read' ? request.credit : 0, send);
  running = { id, task };
  const source = openSpooledFile(request.file);
  try {
    if (request.type === 'describe') {
      const description = await describeFile(source, request.options, task);
      send({ type: 'described', task: id, description, memoryMiB: memoryInMiB() });
    } else {
      await readFileRows(source, request.options, task);
      send({ type: 'done', task: id, rows: task.sentRows, memoryMiB: memoryInMiB() });
    }
  } catch (error) {
    if (error instanceof TaskCancelled) send({ type: 'cancelled', task: id });
    else send({ type: 'refused', task: id, refusal: refusalOf(error), memoryMiB: memoryInMiB() });
  } finally {
    source.close();
    request.file.key.fill(0);
    running = null;
  }
}

/** An unexpected error of a parser is a damaged file until proved otherwise; its text may quote content and stays here. */
function refusalOf(error: unknown): ReturnType<SheetRefusal['toData']> {
  if (error instanceof SheetRefusal) return error.toData();
  const kind = error instanceof Error ? error.name : 'Error';
  return new SheetRefusal('FILE_UNREADABLE', `The parser failed with ${kind}`).toData();
}

function receive(message: unknown): void {
  // The parent is our own core and speaks the types of this folder.
  const request = message as IsolateRequest;
  if (request.type === 'describe' || request.type === 'read') void run(request);
  else if (running?.id === request.task) {
    if (request.type === 'credit') running.task.grant(request.count);
    else running.task.cancel();
  }
}

if (parentPort) parentPort.on('message', (event) => receive(event.data));
else {
  process.on('message', receive);
  process.on('disconnect', () => process.exit(0));
}
startMemoryGuard(ISOLATE_MEMORY_MIB);
send({ type: 'ready' });
// Where compiled code is kept it is written at the end of a process; this one is killed, so it writes at once.
module.flushCompileCache();
