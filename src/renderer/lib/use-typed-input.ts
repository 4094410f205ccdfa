import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { holdTypedInput } from './typed-input.ts';

/**
 * For a page that knows by itself whether it holds what is saved nowhere, a file that was read or a list that was changed: leaving
 * asks first, and so does closing the part of the page that `place` stands in. The answer is called when it was saved, before the
 * page goes on by itself.
 */
export function useTypedInput(isTyped: boolean, place?: RefObject<Element | null>): () => void {
  const now = useRef(isTyped);
  useEffect(() => {
    now.current = isTyped;
  }, [isTyped]);
  useEffect(() => {
    const saved = (): void => {
      now.current = false;
    };
    return holdTypedInput({ isTyped: () => now.current, ...(place && { place: () => place.current, saved }) });
  }, [place]);
  return useCallback(() => {
    now.current = false;
  }, []);
}
