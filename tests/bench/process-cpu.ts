import { processTree, statFields } from './process-tree.ts';

const TICKS_PER_SECOND = 100;
/** User and system time, and the same of children that ended, as places in `/proc/ID/stat` from the state on. */
const TIME_FIELDS = [11, 12, 13, 14] as const;

/** Seconds on a core of this process and all it started; where no /proc is, of this process alone. */
export function treeCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const children = processTree(process.pid).filter((id) => id !== process.pid);
  const ended = secondsOf(process.pid, TIME_FIELDS.slice(2));
  return (user + system) / 1e6 + ended + children.reduce((sum, id) => sum + secondsOf(id, TIME_FIELDS), 0);
}

function secondsOf(id: number, places: readonly number[]): number {
  const fields = statFields(id);
  return places.reduce((sum, place) => sum + Number(fields[place] ?? 0), 0) / TICKS_PER_SECOND;
}
