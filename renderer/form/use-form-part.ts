import { useCallback, useSyncExternalStore } from 'react';
import type { FormPart } from './form-session.ts';
import { useForm } from './form-context.ts';

/** Draws again when this node or row may look different. */
export function useFormPart(part: FormPart): void {
  const { session } = useForm();
  const subscribe = useCallback((hear: () => void) => session.onChange(part, hear), [session, part]);
  useSyncExternalStore(subscribe, () => session.versionOf(part));
}
