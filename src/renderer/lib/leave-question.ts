import { create } from 'zustand';
import { dropTypedWithin, isTypedInWindow, isTypedWithin } from './typed-input.ts';

interface LeaveQuestion {
  /** What is done once somebody says that the typed input may be lost; null while nothing is asked. */
  readonly leave: (() => void) | null;
}

const useStore = create<LeaveQuestion>(() => ({ leave: null }));

/** Closes a part of the page: at once where nothing is typed in it, else after the question whether that may be lost. */
export function leavePart(part: Element | null, leave: () => void): void {
  if (part === null || !isTypedWithin(part)) {
    leave();
    return;
  }
  useStore.setState({
    leave: () => {
      dropTypedWithin(part);
      leave();
    },
  });
}

/** Ends what the window holds, as signing out does: asks first while anything is typed in it. */
export function leaveWindow(leave: () => void): void {
  if (isTypedInWindow()) useStore.setState({ leave });
  else leave();
}

/** The question that waits for its answer, for the one place that asks it. */
export function useLeaveQuestion(): LeaveQuestion['leave'] {
  return useStore((question) => question.leave);
}

/** It was answered, either way. */
export function endLeaveQuestion(): void {
  useStore.setState({ leave: null });
}
