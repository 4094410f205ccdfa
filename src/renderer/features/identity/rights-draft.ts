import {
  type ChangedLimit,
  COUNTED_RIGHTS,
  type CountedRight,
  dailyLimitOfRole,
  RIGHTS,
  type Right,
  type RightChange,
  type Role,
  rightsOfRole,
} from '#shared/domain/identity/rights.ts';

export type Answer = 'role' | 'granted' | 'denied';

/** One right of a person as the form has it. */
export interface RightDraft {
  readonly right: Right;
  readonly isOfRole: boolean;
  readonly answer: Answer;
  /** null where the right is not counted. */
  readonly counted: { readonly ofRole: number | null; readonly limit: ChangedLimit } | null;
}

export function isCounted(right: Right): right is CountedRight {
  return COUNTED_RIGHTS.some((counted) => counted === right);
}

/** Every right with the role's own answer and what was changed of it. */
export function draftOf(role: Role, changes: readonly RightChange[]): readonly RightDraft[] {
  const ofRole = rightsOfRole(role);
  return RIGHTS.map((right) => {
    const change = changes.find((candidate) => candidate.right === right);
    const isGranted = change?.isGranted ?? null;
    return {
      right,
      isOfRole: ofRole.has(right),
      answer: isGranted === null ? 'role' : isGranted ? 'granted' : 'denied',
      counted: isCounted(right) ? { ofRole: dailyLimitOfRole(role, right), limit: change?.dailyLimit ?? null } : null,
    };
  });
}

/** Only what differs from the role is kept, so that a change of the role changes the rest. */
export function changesOf(drafts: readonly RightDraft[]): RightChange[] {
  return drafts
    .map(({ right, answer, counted }) => ({
      right,
      isGranted: answer === 'role' ? null : answer === 'granted',
      dailyLimit: counted?.limit ?? null,
    }))
    .filter(({ isGranted, dailyLimit }) => isGranted !== null || dailyLimit !== null);
}

/** `keys.reveal` belongs to `keys`. */
export function groupsOf(drafts: readonly RightDraft[]): readonly { group: string; drafts: readonly RightDraft[] }[] {
  const groups = new Map<string, RightDraft[]>();
  for (const draft of drafts) {
    const group = draft.right.slice(0, draft.right.indexOf('.'));
    groups.set(group, [...(groups.get(group) ?? []), draft]);
  }
  return [...groups].map(([group, members]) => ({ group, drafts: members }));
}
