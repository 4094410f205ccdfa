import { selfCheck } from '#core/self-check.ts';

/** This Node or Electron cannot do something that KaCang stands on. */
export class RuntimeUnfit extends Error {
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`This runtime lacks ${missing.join(', ')}.`);
    this.name = 'RuntimeUnfit';
    this.missing = missing;
  }
}

/** Each host asks this before it opens a shop: rather no start than a key that cannot be read again. */
export async function requireSoundRuntime(): Promise<void> {
  const missing = await selfCheck();
  if (missing.length > 0) throw new RuntimeUnfit(missing);
}
