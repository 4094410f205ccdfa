import { useCallback, useEffect, useRef } from 'react';
import { holdTypedInput } from './typed-input.ts';

/**
 * For a page that knows by itself whether it holds what is saved nowhere, a file that was read or a list that was changed: leaving
 * asks first. The answer is called when it was saved, before the page goes on by itself.
 */
export function useTypedInput(isTyped: boolean): () => void {
  const now = useRef(isTyped);
  useEffect(() => {
    now.current = isTyped;
  }, [isTyped]);
  useEffect(() => holdTypedInput({ isTyped: () => now.current }), []);
  return useCallback(() => {
    now.current = false;
  }, []);
}
