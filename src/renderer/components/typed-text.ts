import { useCallback, useEffect, useRef, useState } from 'react';

const TYPING_PAUSE_MILLISECONDS = 180;

export interface TypedText {
  /** As it stands in the field. */
  readonly now: string;
  /** What to search for: the text after a pause in typing. */
  readonly settled: string;
}

/** The search text of a field that asks the core as it is typed. An emptied field settles at once. */
export function useTypedText(): readonly [TypedText, (text: string) => void] {
  const [typed, setTyped] = useState<TypedText>({ now: '', settled: '' });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = useCallback((text: string) => {
    clearTimeout(timer.current);
    if (text.trim() === '') return setTyped({ now: text, settled: '' });
    setTyped((before) => ({ ...before, now: text }));
    timer.current = setTimeout(
      () => setTyped((before) => ({ ...before, settled: before.now.trim() })),
      TYPING_PAUSE_MILLISECONDS,
    );
  }, []);
  return [typed, set];
}
