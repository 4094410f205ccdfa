import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import type { KacangClient } from '#hosts/node/running-instance.ts';
import { contract } from '#shared/contract/contract.ts';
import type { ProcedureMeta } from '#shared/contract/procedure.ts';
import type { JobId } from '#shared/domain/ids.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../command-errors.ts';
import { finishJob } from '../finish-job.ts';
import { flag, optionalText, texts } from '../option-values.ts';
import { stageFile } from '../stage-file.ts';

/** Calls any procedure of the contract; for scripts, and for what has no command of its own. */
export const call: Command = {
  name: 'call',
  usage: 'PROCEDURE --data DIR [--input JSON] [--file FIELD=PATH]…',
  summary: { 'zh-CN': '调用任意过程', en: 'call any procedure' },
  options: {
    input: { type: 'string' },
    file: { type: 'string', multiple: true },
    'no-wait': { type: 'boolean', default: false },
  },
  details: {
    'zh-CN': `  --input JSON        输入(不写即为 {});@文件 从文件读取,- 从标准输入读取(含密钥时请这样用)
  --file 字段=路径    暂存文件,并把它的编号填入该字段,例如 --file fileId=卡密.xlsx
  --no-wait           不等待过程启动的任务(只在卡仓正在运行时有意义)
命令需要的 commandId 未给出时自动生成。流式过程每行输出一个事件。
启动了任务(jobId)的过程会等它结束,结果放在 result 中。`,
    en: `  --input JSON        the input ({} where it is left out); @FILE reads it from a file, - from standard input (do so for secrets)
  --file FIELD=PATH   stages a file and puts its id into that field, e.g. --file fileId=keys.xlsx
  --no-wait           does not wait for the job it starts (only of use while KaCang runs)
A command's commandId is made where it is not given. A stream prints an event a line.
Where a job is started (jobId) its end is waited for, and what it brought is added as result.`,
  },
  positionals: { least: 1, most: 1 },
  async run(run) {
    const { values, positionals, openShop, signal, print } = run;
    const [name = ''] = positionals;
    const procedure = findProcedure(name);
    const input = readInput(optionalText(values, 'input'));
    const client = await openShop({
      mayCreate: name === 'shop.setUp',
      isAnonymous: procedure.meta.permission === 'anyone',
    });
    for (const words of texts(values, 'file')) {
      const [field, ...rest] = words.split('=');
      const file = rest.join('=');
      if (!field || !file)
        throw new UsageError({ 'zh-CN': '--file 写成 字段=路径。', en: '--file is written FIELD=PATH.' });
      putAt(input, field, (await stageFile(client, file)).id);
    }
    if (procedure.needsCommandId) input.commandId ??= randomUUID();
    const isLeftOut = !procedure.takesObject && Object.keys(input).length === 0;
    const output = await procedureOf(client, name)(isLeftOut ? undefined : input, { signal });
    if (!isAsyncIterable(output)) {
      const jobId = flag(values, 'no-wait') ? null : jobIdOf(output);
      const result = jobId === null ? output : { ...Object(output), result: await finishJob(client, jobId, run) };
      return { result, lines: [JSON.stringify(result ?? null)] };
    }
    let count = 0;
    for await (const event of output) {
      print(JSON.stringify(event));
      count += 1;
    }
    return { result: { events: count }, lines: [] };
  },
};

/** A job would end with this process where the shop is open in it: so it is waited for. */
function jobIdOf(output: unknown): JobId | null {
  if (typeof output !== 'object' || output === null || !('jobId' in output)) return null;
  return typeof output.jobId === 'string' ? (output.jobId as JobId) : null;
}

interface FoundProcedure {
  readonly meta: ProcedureMeta;
  /** It takes an object, if only an empty one; others take nothing, or go by themselves where nothing is given. */
  readonly takesObject: boolean;
  readonly needsCommandId: boolean;
}

function findProcedure(name: string): FoundProcedure {
  let place: unknown = contract;
  for (const part of name.split('.')) {
    place = typeof place === 'object' && place !== null && Object.hasOwn(place, part) ? Reflect.get(place, part) : null;
  }
  if (!isContractProcedure(place))
    throw new UsageError({ 'zh-CN': `没有过程 ${name}。`, en: `There is no procedure ${name}.` });
  const { meta, inputSchema } = place['~orpc'];
  const takesObject = inputSchema instanceof z.ZodObject;
  return {
    meta: meta as ProcedureMeta,
    takesObject,
    needsCommandId: takesObject && 'commandId' in inputSchema.shape,
  };
}

type AnyCall = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>;

/** The name was found in the contract, of which the client is made: the same path leads to a function. */
function procedureOf(client: KacangClient, name: string): AnyCall {
  let place: unknown = client;
  for (const part of name.split('.')) place = Reflect.get(Object(place), part);
  return place as AnyCall;
}

function readInput(words: string | null): Record<string, unknown> {
  if (words === null) return {};
  const text = textOfInput(words);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // The text itself may hold a secret: only that it cannot be read is said.
  }
  throw new UsageError({ 'zh-CN': '--input 不是 JSON 对象。', en: '--input is not a JSON object.' });
}

function textOfInput(words: string): string {
  if (words !== '-' && !words.startsWith('@')) return words;
  try {
    return readFileSync(words === '-' ? 0 : words.slice(1), 'utf8');
  } catch {
    if (words === '-')
      throw new UsageError({ 'zh-CN': '--input -:没有可读的内容。', en: '--input -: nothing can be read.' });
    throw new UsageError({
      'zh-CN': `--input ${words}:文件读不出来。`,
      en: `--input ${words}: the file cannot be read.`,
    });
  }
}

/** Puts a value at `a.b.0`; `list.` at the end adds to a list. */
function putAt(target: Record<string, unknown>, field: string, value: unknown): void {
  const parts = field.split('.');
  const last = parts.pop() ?? '';
  let place: unknown = target;
  for (const [index, part] of parts.entries()) {
    const holder = Object(place) as Record<string, unknown>;
    holder[part] ??= isListKey(parts[index + 1] ?? last) ? [] : {};
    place = holder[part];
  }
  if (Array.isArray(place) && last === '') place.push(value);
  else (Object(place) as Record<string, unknown>)[last] = value;
}

function isListKey(key: string): boolean {
  return key === '' || /^\d+$/.test(key);
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
