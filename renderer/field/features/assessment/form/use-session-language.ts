import { useCallback, useSyncExternalStore } from 'react';
import type { FormSession } from '#renderer/form/form-session.ts';

/** Which language of the form is shown? */
export function useSessionLanguage(session: FormSession): string {
  const subscribe = useCallback((hear: () => void) => session.onAnyChange(hear), [session]);
  return useSyncExternalStore(subscribe, () => session.form.language());
}
