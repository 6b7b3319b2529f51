import { useEffect, useState } from 'react';
import type { FormSession } from './form-session.ts';

/** So long after a change what is derived from the whole form may be old: it must not cost the keystroke anything. */
const settleMs = 120;

/** Something that is read from the whole form, such as counts; read anew shortly after changes, never within one. */
export function useFormFacts<Facts>(session: FormSession, read: (session: FormSession) => Facts): Facts {
  const [facts, setFacts] = useState(() => ({ session, read, value: read(session) }));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = session.onAnyChange(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setFacts({ session, read, value: read(session) });
      }, settleMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [session, read]);
  return facts.session === session && facts.read === read ? facts.value : read(session);
}
