import { createContext, use } from 'react';
import type { ConsoleMe } from '#renderer/console/api/answers.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import type { Passkeys } from '#renderer/console/api/passkeys.ts';
import type { Resources } from './resources.ts';

/** What every screen of a signed-in person stands on. */
export interface ConsoleContextValue {
  readonly me: ConsoleMe;
  readonly client: ConsoleClient;
  readonly resources: Resources;
  readonly passkeys: Passkeys;
  /** Who is signed in has changed: a new second factor gives a new session. */
  readonly onSignedIn: (me: ConsoleMe) => void;
  readonly onSignOut: () => void;
  readonly onShowPreferences: () => void;
}

export const ConsoleContext = createContext<ConsoleContextValue | undefined>(undefined);

/** Who is signed in, and the way to ask? Throws outside `ConsoleApp`. */
export function useConsole(): ConsoleContextValue {
  const value = use(ConsoleContext);
  if (!value) throw new Error('useConsole needs a ConsoleContext above it');
  return value;
}
