const STORAGE_KEY = 'kacang.person';
const forgetters = new Set<() => void>();

/** Whose drafts this tab holds, by the id of the user; null before anybody signed in. It outlives F5, as they do. */
export function personOfTab(): number | null {
  const kept = window.sessionStorage.getItem(STORAGE_KEY);
  return kept === null ? null : Number(kept);
}

/** What a module keeps for the person at the tab beyond its pages: told when another person sits down. */
export function forgetWithPerson(forget: () => void): void {
  forgetters.add(forget);
}

/** This person sits at the tab now; what was kept for another one is gone. */
export function sitDown(userId: number): void {
  if (personOfTab() === userId) return;
  window.sessionStorage.setItem(STORAGE_KEY, String(userId));
  for (const forget of forgetters) forget();
}
