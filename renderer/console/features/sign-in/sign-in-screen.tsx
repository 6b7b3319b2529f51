import { type ReactElement, useState } from 'react';
import { refuse } from '#domain/base/result.ts';
import type { ConsoleMe } from '#renderer/console/api/answers.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import type { Passkeys } from '#renderer/console/api/passkeys.ts';
import type { Language } from '#renderer/i18n/language.ts';
import { codeProblemOf, noticeOf, type SignedOutWhy, type SignInAttempt } from './sign-in-notice.ts';
import type { OtherWays } from './other-ways-view.tsx';
import { SignInView } from './sign-in-view.tsx';

interface SignInScreenProps {
  readonly client: ConsoleClient;
  readonly passkeys: Passkeys;
  readonly why: SignedOutWhy;
  readonly onSignedIn: (me: ConsoleMe) => void;
  readonly onChooseLanguage: (language: Language) => void;
}

/** Takes a one-time code, a passkey or an authenticator's code to headquarters. */
export function SignInScreen(props: SignInScreenProps): ReactElement {
  const { client, passkeys, why, onSignedIn, onChooseLanguage } = props;
  const [way, setWay] = useState<OtherWays['way']>('code');
  const [attempt, setAttempt] = useState<SignInAttempt>({ kind: 'none' });

  const signIn = async (code: string): Promise<void> => {
    if (code === '') {
      setAttempt({ kind: 'empty' });
      return;
    }
    await attemptBy(() => client.signIn(code));
  };
  const attemptBy = async (ask: () => ReturnType<ConsoleClient['signIn']>): Promise<void> => {
    setAttempt({ kind: 'asking' });
    const me = await ask();
    if (me.ok) onSignedIn(me.value);
    else setAttempt({ kind: 'failed', problem: me.refusal });
  };
  const byPasskey = async (): ReturnType<ConsoleClient['signIn']> => {
    const options = await client.ways.passkeyQuestion();
    if (!options.ok) return options;
    const response = await passkeys.sign(options.value);
    if (response === null) return refuse({ kind: 'refused', code: 'passkey' });
    return client.ways.byPasskey(response);
  };
  const choose = (next: OtherWays['way']): void => {
    setWay(next);
    setAttempt({ kind: 'none' });
  };

  return (
    <SignInView
      notice={noticeOf(attempt, why)}
      codeProblem={codeProblemOf(attempt)}
      isPending={attempt.kind === 'asking'}
      ways={{
        way,
        hasPasskeys: passkeys.isAvailable,
        onChoose: choose,
        onPasskey: () => void attemptBy(byPasskey),
        onAuthenticator: (handle, code) => void attemptBy(() => client.ways.byAuthenticator(handle, code)),
      }}
      // Its refusals are values; anything else is a bug for the error page.
      onSubmit={(code) => void signIn(code)}
      onChooseLanguage={onChooseLanguage}
    />
  );
}
