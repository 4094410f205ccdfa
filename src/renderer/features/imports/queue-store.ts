import { create } from 'zustand';
import { today } from '#renderer/i18n/format.ts';
import { forgetWithPerson, personOfTab } from '#renderer/lib/person.ts';
import { holdTypedInput } from '#renderer/lib/typed-input.ts';
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

interface QueueState {
  readonly files: readonly QueuedFile[];
  /** Posted ones that are no longer shown: their sheets were brought in. */
  readonly cleared: readonly QueuedFile[];
  readonly currentKey: string | null;
}

interface ImportQueue extends QueueState {
  add: (file: Pick<QueuedFile, 'key' | 'name' | 'size' | 'staging'>) => void;
  /** Other parts of a file that is there: sheets of a workbook, files of an archive. They come after it. */
  addParts: (key: string, parts: readonly ReadChoices[]) => void;
  change: (key: string, change: Partial<QueuedFile>) => void;
  changeReceipt: (key: string, change: Partial<ReceiptDraft>) => void;
  show: (key: string) => void;
  /** Goes on to the next file that is not posted; an untouched one begins with what was said of this one. */
  showNext: () => void;
  remove: (key: string) => void;
  clearPosted: () => void;
}

const STORAGE_KEY = 'kacang.imports.queue';
const NOTHING: QueueState = { files: [], cleared: [], currentKey: null };
const MOST_CLEARED = 200;

/** Between the name of a file and that of its part. */
const PART = ' › ';

/** `十月.zip › 一.xlsx › Sheet2`: a file of the wizard by what of the dropped one is read. */
export function partName(name: string, { entry, sheet }: ReadChoices): string {
  return [name.split(PART)[0], entry, sheet].filter((part) => part !== undefined).join(PART);
}

/**
 * The files of the wizard. They outlive F5 in this tab (staged files stay with the core, and a posting keeps its command id),
 * but never with a password, and never for another person.
 */
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
        (read): QueuedFile => ({
          key: crypto.randomUUID(),
          name: partName(whole.name, read),
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
  remove: (key) => set((queue) => without(queue, (file) => file.key === key)),
  clearPosted: () => set((queue) => without(queue, (file) => file.progress === 'posted')),
}));
forgetWithPerson(() => useImportQueue.setState(NOTHING));
// Another page leaves the files where they are, and what was said of them; the end of the window does not.
holdTypedInput({
  isKeptByWindow: true,
  isTyped: () => useImportQueue.getState().files.some(({ progress }) => progress !== 'posted'),
});

useImportQueue.subscribe(({ files, cleared, currentKey }) => {
  const kept = files.filter(({ staging }) => staging.state === 'staged').map(withoutPassword);
  window.sessionStorage.setItem(
    STORAGE_KEY,
    JSON.stringify({ files: kept, cleared, currentKey, person: personOfTab() }),
  );
});

/** The file whose turn is next: after this one, else from the beginning. */
export function nextOf(files: readonly QueuedFile[], currentKey: string | null): QueuedFile | undefined {
  const place = files.findIndex(({ key }) => key === currentKey);
  const isOpen = ({ key, attempt }: QueuedFile) => key !== currentKey && !attempt?.importId;
  return files.slice(place + 1).find(isOpen) ?? files.find(isOpen);
}

function withoutPassword(file: QueuedFile): QueuedFile {
  return { ...file, read: { ...file.read, password: undefined } };
}

/** The queue once some files are gone from it; posted ones are remembered. */
export function without({ files, cleared, currentKey }: QueueState, isGone: (file: QueuedFile) => boolean): QueueState {
  const left = files.filter((file) => !isGone(file));
  const isShown = left.some(({ key }) => key === currentKey);
  const posted = files.filter((file) => isGone(file) && file.progress === 'posted').map(withoutPassword);
  return {
    files: left,
    cleared: [...cleared, ...posted].slice(-MOST_CLEARED),
    currentKey: isShown ? currentKey : (left.at(-1)?.key ?? null),
  };
}

function restoredQueue(): QueueState {
  try {
    const kept = JSON.parse(window.sessionStorage.getItem(STORAGE_KEY) ?? '') as QueueState & { person: number | null };
    if (kept.person !== personOfTab()) return NOTHING;
    return { files: kept.files, cleared: kept.cleared, currentKey: kept.currentKey };
  } catch {
    return NOTHING;
  }
}
