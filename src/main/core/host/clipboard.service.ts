import { createHash } from 'node:crypto';
import type { Context } from '#core/context.ts';
import type { HostClipboard } from '#core/host.ts';
import type { Kernel } from '#core/kernel.ts';

/** Copies secrets where the host has a clipboard, and takes back only what is still its own. */
export function createClipboardService(kernel: Kernel) {
  const { clipboard } = kernel.host;
  let pending: { digest: string; timer: NodeJS.Timeout } | null = null;

  /** Somebody's other work may be in the clipboard by now: that is left alone. */
  async function clearOwn(): Promise<void> {
    if (!pending || !clipboard) return;
    const { digest, timer } = pending;
    clearTimeout(timer);
    pending = null;
    if (digestOf(await clipboard.read()) === digest) await clipboard.clear();
  }

  async function copy(own: HostClipboard, text: string, seconds: number): Promise<void> {
    if (pending) clearTimeout(pending.timer);
    await own.write(text);
    // The text itself is not kept: its digest is enough to know it again.
    pending = { digest: digestOf(text), timer: setTimeout(() => void clearOwn(), seconds * 1000) };
    pending.timer.unref();
  }

  return {
    clearOwn,
    async copySecret(_context: Context, input: { text: string; clearAfterSeconds: number }) {
      if (!clipboard) return { outcome: 'not-here' as const };
      await copy(clipboard, input.text, input.clearAfterSeconds);
      return { outcome: 'will-be-cleared' as const };
    },
  };
}

export type ClipboardService = ReturnType<typeof createClipboardService>;

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
