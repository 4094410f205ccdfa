import { readdirSync, readFileSync } from 'node:fs';

/** A process and all it started, by their ids; Linux only, elsewhere nothing. */
export function processTree(rootId: number): number[] {
  if (process.platform !== 'linux') return [];
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = statFields(Number(name))[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isOurs = (id: number): boolean => {
    for (let at: number | undefined = id; at !== undefined && at > 1; at = parents.get(at))
      if (at === rootId) return true;
    return false;
  };
  return [...parents.keys()].filter(isOurs);
}

/** What stands in `/proc/ID/stat` from the state on; empty when the process is gone. */
export function statFields(id: number): string[] {
  const text = readProcFile(`/proc/${id}/stat`);
  // The name in brackets may hold anything, so fields count from its end.
  return text === '' ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

export function readProcFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
