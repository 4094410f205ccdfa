import { Refusal } from '#core/refusal.ts';

/** Refuses with CHANGED_MEANWHILE when someone else changed the record since it was read. */
export function requireRevision(kind: string, current: number, expected: number): void {
  if (current !== expected) throw new Refusal('CHANGED_MEANWHILE', { kind, revision: current });
}
