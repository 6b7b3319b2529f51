import { type ReactElement, useState } from 'react';
import type { ConsoleMe } from '#renderer/console/api/answers.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { codeProblemOf, noticeOf, type SignedOutWhy, type SignInAttempt } from './sign-in-notice.ts';
import { SignInView } from './sign-in-view.tsx';

interface SignInScreenProps {
  readonly client: ConsoleClient;
  readonly why: SignedOutWhy;
  readonly onSignedIn: (me: ConsoleMe) => void;
  readonly onChooseLanguage: (language: Language) => void;
}

/** Takes a one-time code to headquarters. */
export function SignInScreen({ client, why, onSignedIn, onChooseLanguage }: SignInScreenProps): ReactElement {
  const [attempt, setAttempt] = useState<SignInAttempt>({ kind: 'none' });

  const signIn = async (code: string): Promise<void> => {
    if (code === '') {
      setAttempt({ kind: 'empty' });
      return;
    }
    setAttempt({ kind: 'asking' });
    const me = await client.signIn(code);
    if (me.ok) onSignedIn(me.value);
    else setAttempt({ kind: 'failed', problem: me.refusal });
  };

  return (
    <SignInView
      notice={noticeOf(attempt, why)}
      codeProblem={codeProblemOf(attempt)}
      isPending={attempt.kind === 'asking'}
      // Its refusals are values; anything else is a bug for the error page.
      onSubmit={(code) => void signIn(code)}
      onChooseLanguage={onChooseLanguage}
    />
  );
}
