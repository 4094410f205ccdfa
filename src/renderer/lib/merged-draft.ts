function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

/** Whether a form holds anything that the record it was opened on did not. */
export function isTouched<Draft extends object>(opened: Draft, mine: Draft): boolean {
  return (Object.keys(opened) as (keyof Draft)[]).some((field) => !isSame(opened[field], mine[field]));
}

/**
 * A form after somebody else has changed what it was opened on: fields that were touched here keep what was typed, the others
 * take what the record holds now. Saving it then takes nothing back that nobody here meant to change.
 */
export function mergedDraft<Draft extends object>(opened: Draft, mine: Draft, theirs: Draft): Draft {
  const merged = { ...theirs };
  for (const field of Object.keys(opened) as (keyof Draft)[]) {
    if (!isSame(opened[field], mine[field])) merged[field] = mine[field];
  }
  return merged;
}
