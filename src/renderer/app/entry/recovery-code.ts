/** A code's groups as they are shown and typed: letters and digits, dashes and spaces aside. */
export function groupsOf(code: string): readonly string[] {
  const spaced = code
    .trim()
    .split(/[\s-]+/)
    .filter((group) => group !== '');
  return spaced.length > 1 ? spaced : (code.match(/.{1,5}/g) ?? []);
}

/** What a person typed for a group, made comparable: case and look-alikes do not matter. */
export function normalizeGroup(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll('I', '1').replaceAll('L', '1');
}

export function isSameGroup(typed: string, group: string): boolean {
  return normalizeGroup(typed) === normalizeGroup(group);
}

/** Two different groups to ask for, never the first, which is the one people remember. */
export function pickGroupsToConfirm(count: number, random: () => number = Math.random): readonly [number, number] {
  const first = 1 + Math.floor(random() * (count - 1));
  const rest = Array.from({ length: count - 1 }, (_, index) => index + 1).filter((index) => index !== first);
  const second = rest[Math.floor(random() * rest.length)] ?? 0;
  return first < second ? [first, second] : [second, first];
}
