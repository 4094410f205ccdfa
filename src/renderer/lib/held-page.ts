const reasons = new Set<() => boolean>();

/** While one of these says so, no navigation leaves the page, nor is it asked about: what is shown once would be gone. */
export function holdPage(isHeld: () => boolean): () => void {
  reasons.add(isHeld);
  return () => void reasons.delete(isHeld);
}

export function isHeldHere(): boolean {
  return [...reasons].some((isHeld) => isHeld());
}
