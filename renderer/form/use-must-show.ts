import { useCallback, useSyncExternalStore } from 'react';
import type { FormPart } from './form-session.ts';
import { useForm } from './form-context.ts';

/** Is one of these parts on the way to the question that the person goes to? */
export function useMustShow(parts: readonly FormPart[]): boolean {
  const { session } = useForm();
  const subscribe = useCallback((hear: () => void) => session.onShow(hear), [session]);
  return useSyncExternalStore(
    subscribe,
    () => session.shown.size > 0 && parts.some((part) => session.shown.has(part)),
  );
}
