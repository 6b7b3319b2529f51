import { useCallback, useEffect, useMemo, useReducer } from 'react';
import type { ConsoleMe } from '#renderer/console/api/answers.ts';
import type { Fetch } from '#renderer/console/api/ask.ts';
import { type ConsoleClient, createConsoleClient } from '#renderer/console/api/console-client.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useNotify } from '#renderer/ui/notices.tsx';
import type { Pace } from './pace.ts';
import { type Session, stepSession } from './session.ts';
import { goTo } from './use-route.ts';

export interface SessionAtHand {
  readonly session: Session;
  readonly client: ConsoleClient;
  readonly onAsk: () => void;
  readonly onSignedIn: (me: ConsoleMe) => void;
  readonly onSignOut: () => void;
}

/** Who is signed in, now? Asks headquarters until it is known; hears from every later question when the sign-in has ended. */
export function useSession(fetch: Fetch, pace: Pace): SessionAtHand {
  const say = useSay();
  const notify = useNotify();
  const [session, step] = useReducer(stepSession, { kind: 'checking' });
  const client = useMemo(() => createConsoleClient(fetch, () => step({ kind: 'ended' })), [fetch]);

  const ask = useCallback(async (): Promise<void> => {
    const me = await client.me();
    step(me.ok ? { kind: 'known', me: me.value } : { kind: 'notKnown', problem: me.refusal });
  }, [client]);
  useEffect(() => void ask(), [ask]);
  const isUnknown = session.kind === 'unknown';
  useEffect(() => (isUnknown ? pace(() => void ask()) : undefined), [isUnknown, pace, ask]);
  const askNow = useCallback(() => {
    step({ kind: 'asked' });
    void ask();
  }, [ask]);

  const signOut = useCallback(async (): Promise<void> => {
    const left = await client.signOut();
    // Signed out only when headquarters says so: the next person at this browser must not get in by a reload.
    if (!left.ok && left.refusal.kind !== 'session') {
      notify({ meaning: 'bad', text: say('console.signOut.failed') });
      return;
    }
    goTo({ screen: 'missions' });
    step({ kind: 'left' });
  }, [client, notify, say]);

  return {
    session,
    client,
    onAsk: askNow,
    onSignedIn: useCallback((me) => step({ kind: 'known', me }), []),
    onSignOut: useCallback(() => void signOut(), [signOut]),
  };
}
