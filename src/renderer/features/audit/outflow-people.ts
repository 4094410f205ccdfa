import type { client } from '#renderer/lib/client.ts';
import type { WATCHED_ACTIONS } from '#shared/domain/audit/watched-actions.ts';

export type Outflow = Awaited<ReturnType<typeof client.audit.outflows>>[number];
type Kind = (typeof WATCHED_ACTIONS)[number];

interface Person {
  readonly userId: Outflow['userId'];
  readonly name: string;
  readonly sums: Partial<Record<Kind, { acts: number; quantity: number }>>;
}

/** One row a person, the one with the most keys first. */
export function peopleOf(outflows: readonly Outflow[]): readonly Person[] {
  const people = new Map<number, Person>();
  for (const { userId, userName, action, acts, quantity } of outflows) {
    const person = people.get(userId ?? 0) ?? { userId, name: userName, sums: {} };
    people.set(userId ?? 0, { ...person, sums: { ...person.sums, [action]: { acts, quantity } } });
  }
  return [...people.values()];
}

/** The trail's rows behind a sum; those of all people for a total. */
export function outflowLink(kind: Kind, userId: Outflow['userId'], from: string, to: string): string {
  const query = new URLSearchParams({ watched: kind, from, to });
  if (userId !== null) query.set('person', String(userId));
  return `/audit?${query}`;
}
