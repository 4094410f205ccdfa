import type { FileId } from '#shared/domain/ids.ts';

/** Whether a query is the reading of this file, with whatever choices: what it showed may stand until it is read anew. */
export function isReadingOf(queryKey: readonly unknown[] | undefined, fileId: FileId | null): boolean {
  const [, input] = queryKey ?? [];
  return typeof input === 'object' && input !== null && 'fileId' in input && input.fileId === fileId;
}
