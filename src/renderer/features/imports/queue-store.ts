import { create } from 'zustand';
import { today } from '#renderer/i18n/format.ts';
import type { CommandId, FileId, ImportId, JobId } from '#shared/domain/ids.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { draftLike, newReceiptDraft, type ReadChoices, type ReceiptDraft } from './receipt-draft.ts';

export type Staging =
  | { readonly state: 'uploading'; readonly bytes: number }
  | { readonly state: 'staged'; readonly fileId: FileId }
  | { readonly state: 'failed' };

/** The posting of a file under the id that makes a repeat harmless. */
export interface PostAttempt {
  readonly commandId: CommandId;
  /** What was sent, without the file's password; other settings are another command. */
  readonly settingsText: string;
  readonly importId: ImportId | null;
  readonly jobId: JobId | null;
}

export type FileProgress = 'attention' | 'filling' | 'checking' | 'ready' | 'posting' | 'posted' | 'failed';

export interface QueuedFile {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly staging: Staging;
  readonly read: ReadChoices;
  /** As the person chose it; undefined while what was found stands, null for a sheet without a header. */
  readonly headerRowNumber?: number | null;
  /** The roles of the columns as the person chose them; null while what was found stands. */
  readonly columns: readonly KeySheetRole[] | null;
  readonly receipt: ReceiptDraft;
  readonly attempt: PostAttempt | null;
  readonly progress: FileProgress;
}

/** A sheet or an archive's file, and how it is read. */
export interface FilePart {
  readonly name: string;
  readonly read: ReadChoices;
}

interface ImportQueue {
  readonly files: readonly QueuedFile[];
  readonly currentKey: string | null;
  add: (file: Pick<QueuedFile, 'key' | 'name' | 'size' | 'staging'>) => void;
  /** Other parts of a file that is there: sheets of a workbook, files of an archive. They come after it. */
  addParts: (key: string, parts: readonly FilePart[]) => void;
  change: (key: string, change: Partial<QueuedFile>) => void;
  changeReceipt: (key: string, change: Partial<ReceiptDraft>) => void;
  show: (key: string) => void;
  /** Goes on to the next file that is not posted; an untouched one begins with what was said of this one. */
  showNext: () => void;
  remove: (key: string) => void;
  clearPosted: () => void;
}

const STORAGE_KEY = 'kacang.imports.queue';

/**
 * The files of the wizard. They outlive F5 in this tab (staged files stay with the core, and a posting keeps its command id),
 * but never with a password.
 */
/** Between the name of a file and that of its part. */
const PART = ' › ';

export const useImportQueue = create<ImportQueue>((set) => ({
  ...restoredQueue(),
  add: (file) =>
    set(({ files, currentKey }) => {
      const previous = files.findLast(({ receipt }) => receipt.supplierId !== null);
      const receipt = previous ? draftLike(previous.receipt) : newReceiptDraft(today() as Day);
      const added: QueuedFile = { ...file, read: {}, columns: null, receipt, attempt: null, progress: 'filling' };
      return { files: [...files, added], currentKey: currentKey ?? file.key };
    }),
  addParts: (key, parts) =>
    set(({ files }) => {
      const place = files.findIndex((file) => file.key === key);
      const whole = files[place];
      if (!whole) return {};
      const { size, staging, receipt } = whole;
      const added = parts.map(
        ({ name, read }): QueuedFile => ({
          key: crypto.randomUUID(),
          name: `${whole.name.split(PART)[0]}${PART}${name}`,
          size,
          staging,
          read,
          columns: null,
          receipt: draftLike(receipt),
          attempt: null,
          progress: 'filling',
        }),
      );
      return { files: files.toSpliced(place + 1, 0, ...added) };
    }),
  change: (key, change) =>
    set(({ files }) => ({ files: files.map((file) => (file.key === key ? { ...file, ...change } : file)) })),
  changeReceipt: (key, change) =>
    set(({ files }) => ({
      files: files.map((file) => (file.key === key ? { ...file, receipt: { ...file.receipt, ...change } } : file)),
    })),
  show: (currentKey) => set({ currentKey }),
  showNext: () =>
    set(({ files, currentKey }) => {
      const next = nextOf(files, currentKey);
      const current = files.find(({ key }) => key === currentKey);
      if (!next) return {};
      const isUntouched = next.receipt.supplierId === null && current !== undefined;
      const begun = isUntouched ? { ...next, receipt: draftLike(current.receipt) } : next;
      return { currentKey: next.key, files: files.map((file) => (file === next ? begun : file)) };
    }),
  remove: (key) => set(({ files, currentKey }) => without(files, currentKey, (file) => file.key === key)),
  clearPosted: () => set(({ files, currentKey }) => without(files, currentKey, (file) => file.progress === 'posted')),
}));

useImportQueue.subscribe(({ files, currentKey }) => {
  const kept = files
    .filter(({ staging }) => staging.state === 'staged')
    .map((file) => ({ ...file, read: { ...file.read, password: undefined } }));
  window.sessionStorage.setItem(STORAGE_KEY, JSON.stringify({ files: kept, currentKey }));
});

/** The file whose turn is next: after this one, else from the beginning. */
export function nextOf(files: readonly QueuedFile[], currentKey: string | null): QueuedFile | undefined {
  const place = files.findIndex(({ key }) => key === currentKey);
  const isOpen = ({ key, attempt }: QueuedFile) => key !== currentKey && !attempt?.importId;
  return files.slice(place + 1).find(isOpen) ?? files.find(isOpen);
}

function without(files: readonly QueuedFile[], currentKey: string | null, isGone: (file: QueuedFile) => boolean) {
  const left = files.filter((file) => !isGone(file));
  const isShown = left.some(({ key }) => key === currentKey);
  return { files: left, currentKey: isShown ? currentKey : (left.at(-1)?.key ?? null) };
}

function restoredQueue(): Pick<ImportQueue, 'files' | 'currentKey'> {
  try {
    const kept = JSON.parse(window.sessionStorage.getItem(STORAGE_KEY) ?? '') as Pick<
      ImportQueue,
      'files' | 'currentKey'
    >;
    return { files: kept.files, currentKey: kept.currentKey };
  } catch {
    return { files: [], currentKey: null };
  }
}
