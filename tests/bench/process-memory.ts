import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MILLISECONDS = 50;

/** Watches how much memory a process and all it started hold together; Linux only, elsewhere it answers 0. */
export function watchProcessTree(rootId: number): { stop(): number } {
  let peakMiB = 0;
  if (process.platform !== 'linux') return { stop: () => 0 };
  const timer = setInterval(() => {
    peakMiB = Math.max(peakMiB, treeMiB(rootId));
  }, SAMPLE_MILLISECONDS);
  return {
    stop() {
      clearInterval(timer);
      return peakMiB;
    },
  };
}

function treeMiB(rootId: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== null) parents.set(Number(name), parent);
  }
  const isOurs = (id: number): boolean => {
    for (let at: number | undefined = id; at !== undefined && at > 1; at = parents.get(at))
      if (at === rootId) return true;
    return false;
  };
  let kibibytes = 0;
  for (const id of parents.keys()) if (isOurs(id)) kibibytes += residentKiB(id);
  return kibibytes / 1024;
}

function parentOf(id: string): number | null {
  const text = readProcFile(`/proc/${id}/stat`);
  // The name in brackets may hold anything, so fields count from its end.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields.length > 1 ? Number(fields[1]) : null;
}

function residentKiB(id: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readProcFile(`/proc/${id}/status`))?.[1] ?? 0);
}

function readProcFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
