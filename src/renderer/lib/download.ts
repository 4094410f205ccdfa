import type { FileId } from '#shared/domain/ids.ts';
import { client } from './client.ts';

interface WritableFile {
  write(bytes: BlobPart): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

interface SaveFilePicker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<{ createWritable(): Promise<WritableFile> }>;
}

interface DownloadOptions {
  signal?: AbortSignal;
  /** The file's size in bytes, where it is known. */
  size?: number;
  /** Bytes received so far. */
  onProgress?: (bytes: number) => void;
}

function hasSavePicker(scope: Window): scope is Window & SaveFilePicker {
  return 'showSaveFilePicker' in scope && window.isSecureContext;
}

/** Up to here a file is gathered and goes where the browser's downloads go, without a question. */
const GATHERED_BYTES = 32 * 1024 * 1024;

/**
 * Saves a prepared file. A big one is written to a file the person chooses, piece by piece as it comes, where the browser can do
 * that, so that it is never whole in memory. Answers false when the person cancelled the dialog.
 */
export async function downloadFile(id: FileId, name: string, options: DownloadOptions = {}): Promise<boolean> {
  if ((options.size ?? 0) > GATHERED_BYTES && hasSavePicker(window)) {
    const target = await pickTarget(window, name);
    if (!target) return false;
    return writePieces(id, target, options);
  }
  const pieces: BlobPart[] = [];
  for await (const bytes of piecesOf(id, options)) pieces.push(bytes);
  offerBlob(name, new Blob(pieces));
  return true;
}

/** Saves a short text, e.g. the recovery code, as a file. */
export async function saveText(name: string, text: string): Promise<void> {
  offerBlob(name, new Blob([text], { type: 'text/plain;charset=utf-8' }));
}

async function pickTarget(scope: SaveFilePicker, name: string): Promise<WritableFile | null> {
  try {
    const handle = await scope.showSaveFilePicker({ suggestedName: name });
    return await handle.createWritable();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

async function writePieces(id: FileId, target: WritableFile, options: DownloadOptions): Promise<boolean> {
  try {
    for await (const bytes of piecesOf(id, options)) await target.write(bytes);
    await target.close();
    return true;
  } catch (error) {
    await target.abort();
    throw error;
  }
}

async function* piecesOf(id: FileId, { signal, onProgress }: DownloadOptions): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let received = 0;
  for await (const { base64 } of await client.files.download({ id }, { signal })) {
    const bytes = decodeBase64(base64);
    received += bytes.length;
    onProgress?.(received);
    yield bytes;
  }
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

function offerBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob over once its download has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
