import { createHash } from 'node:crypto';
import type { SheetFileDescription, SheetReadOptions } from './sheet-description.ts';

/** So many files are remembered, and so long: what a wizard looks at, checks and posts within one sitting. */
const MOST_REMEMBERED = 8;
const REMEMBERED_MILLISECONDS = 10 * 60_000;

interface Remembered {
  readonly description: Promise<SheetFileDescription>;
  readonly until: number;
}

/**
 * Descriptions of staged files by how they were read, so that a large file is not scanned again for its check and its
 * posting. A staged file never changes. Samples of rows are in it, so it is short-lived and never leaves memory.
 */
export function createDescriptionMemory(now: () => number = Date.now) {
  const remembered = new Map<string, Remembered>();

  function forgetOld(): void {
    const time = now();
    for (const [name, { until }] of remembered) {
      if (until > time && remembered.size <= MOST_REMEMBERED) continue;
      remembered.delete(name);
    }
  }

  return {
    /** The description that is known, or else what `describe` finds; a failure is not remembered. */
    recall(
      fileId: string,
      read: SheetReadOptions,
      describe: () => Promise<SheetFileDescription>,
    ): Promise<SheetFileDescription> {
      forgetOld();
      const name = nameOf(fileId, read);
      const known = remembered.get(name);
      if (known) return known.description;
      const description = describe();
      remembered.set(name, { description, until: now() + REMEMBERED_MILLISECONDS });
      description.catch(() => remembered.delete(name));
      return description;
    },
    clear: () => remembered.clear(),
  };
}

/** Which sheet is chosen changes nothing of what a file holds. The password is among the options, hence the digest. */
function nameOf(fileId: string, { sheet: _, ...read }: SheetReadOptions): string {
  const options = Object.entries(read)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `${fileId}/${createHash('sha256').update(JSON.stringify(options)).digest('hex')}`;
}
