import { type ReactElement, useEffect, useState } from 'react';
import type { SignInProblemCode } from '#api/sign-in-api.ts';
import type { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import { refuse } from '#base/result.ts';
import type { ApiProblem } from '#renderer/console/api/api-request.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import type { Passkeys } from '#renderer/console/api/passkeys.ts';
import { problemMessagesOf, rateLimitMessage } from '#renderer/console/app/problem-messages.ts';
import type { Message, ScreenLanguage } from '#renderer/i18n';
import {
  FirstSetUpView,
  type SignInMethods,
  type SignInNotice,
  SignInView,
  type SignInViewProps,
} from './sign-in-view.tsx';

/** Progress of a sign-in. */
export type SignInAttempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'nameless' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

/** Reason why the person is at this page. */
export type SignedOutReason = 'new' | 'ended' | 'left';

/**
 * Problem of the code, shown at the field. One sentence for unknown, used and too old: the server tells no
 * more.
 */
export function codeProblemMessage(signInAttempt: SignInAttempt): Message | null {
  if (signInAttempt.kind === 'empty') return { key: 'console.signIn.empty' };
  return signInAttempt.kind === 'failed' && isCodeProblem(signInAttempt.problem)
    ? { key: 'console.signIn.refused' }
    : null;
}

/** Notice above the field: a problem beside the code, else the reason for the sign-in. */
export function signInNoticeOf(signInAttempt: SignInAttempt, why: SignedOutReason): SignInNotice | null {
  if (signInAttempt.kind === 'failed' && !isCodeProblem(signInAttempt.problem)) {
    const { problem } = signInAttempt;
    const words = problemMessagesOf(problem);
    if (problem.kind === 'refused' && isMethodProblem(problem.code))
      return { meaning: 'bad', text: { key: methodProblemKeys[problem.code] } };
    return problem.kind === 'limited'
      ? { meaning: 'wait', title: { key: 'console.signIn.limited' }, text: rateLimitMessage(problem.waitMs) }
      : { meaning: 'bad', ...words };
  }
  if (why === 'ended') return { meaning: 'info', text: { key: 'console.signIn.ended' } };
  return why === 'left' && signInAttempt.kind === 'none'
    ? { meaning: 'good', text: { key: 'console.signIn.left' } }
    : null;
}

/** Refusals of the methods beside a code. */
const methodProblemKeys: { readonly [code in Exclude<SignInProblemCode, 'code'>]: Message['key'] } = {
  passkey: 'console.signIn.passkey.refused',
  totp: 'console.signIn.totp.refused',
  'second-factor': 'console.signIn.secondFactor',
};

const isMethodProblem = (code: string): code is keyof typeof methodProblemKeys =>
  Object.hasOwn(methodProblemKeys, code);

const isCodeProblem = (apiProblem: ApiProblem): boolean =>
  apiProblem.kind === 'refused' && apiProblem.code === 'code';

interface SignInScreenProps {
  readonly client: ConsoleClient;
  readonly passkeys: Passkeys;
  readonly why: SignedOutReason;
  readonly onSignedIn: (signedInPerson: SignedInPersonResponse) => void;
  readonly onChooseLanguage: (language: ScreenLanguage) => void;
}

/** Whether a new headquarters awaits its administrators; false until it is known, and while it cannot be asked. */
function useSetUpIsOpen({ signInMethods: { readSetUp } }: ConsoleClient): boolean {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    let isGone = false;
    const ask = async (): Promise<void> => {
      const result = await readSetUp();
      if (!isGone && result.ok) setIsOpen(result.value.isOpen);
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, [readSetUp]);
  return isOpen;
}

/** First page: the sign-in, from where a new headquarters is set up. */
export function SignInScreen(props: SignInScreenProps): ReactElement {
  const isOpen = useSetUpIsOpen(props.client);
  const [isChosen, setIsChosen] = useState(false);
  return isOpen && isChosen ? (
    <FirstSetUp {...props} onSignIn={() => setIsChosen(false)} />
  ) : (
    <SignIn {...props} {...(isOpen && { onSetUp: () => setIsChosen(true) })} />
  );
}

interface FirstSetUpProps extends SignInScreenProps {
  readonly onSignIn: () => void;
}

function FirstSetUp({ client, why, onSignedIn, onSignIn, onChooseLanguage }: FirstSetUpProps): ReactElement {
  const [signInAttempt, setAttempt] = useState<SignInAttempt>({ kind: 'none' });
  const begin = async (code: string, name: string): Promise<void> => {
    if (code === '' || name === '') {
      setAttempt({ kind: code === '' ? 'empty' : 'nameless' });
      return;
    }
    setAttempt({ kind: 'asking' });
    const me = await client.signInMethods.beginSetUp(code, name);
    if (me.ok) onSignedIn(me.value);
    else setAttempt({ kind: 'failed', problem: me.refusal });
  };
  return (
    <FirstSetUpView
      notice={signInNoticeOf(signInAttempt, why)}
      {...setUpProblemsOf(signInAttempt)}
      isPending={signInAttempt.kind === 'asking'}
      // Its refusals are values; anything else is a bug for the error page.
      onBegin={(code, name) => void begin(code, name)}
      onSignIn={onSignIn}
      onChooseLanguage={onChooseLanguage}
    />
  );
}

/** Problems of the set-up code and of the name, each shown at its field. */
export function setUpProblemsOf(signInAttempt: SignInAttempt): {
  readonly codeProblem: Message | null;
  readonly nameProblem: Message | null;
} {
  const isRefused = signInAttempt.kind === 'failed' && isCodeProblem(signInAttempt.problem);
  return {
    codeProblem: isRefused ? { key: 'console.setUp.refused' } : codeProblemMessage(signInAttempt),
    nameProblem: signInAttempt.kind === 'nameless' ? { key: 'console.begin.name.empty' } : null,
  };
}

/** Sign in by a one-time code, a passkey or an authenticator's code. */
function SignIn(props: SignInScreenProps & Pick<SignInViewProps, 'onSetUp'>): ReactElement {
  const { client, passkeys, why, onSignedIn, onChooseLanguage, onSetUp } = props;
  const [way, setWay] = useState<SignInMethods['way']>('code');
  const [signInAttempt, setAttempt] = useState<SignInAttempt>({ kind: 'none' });

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
    const options = await client.signInMethods.requestPasskeyOptions();
    if (!options.ok) return options;
    const response = await passkeys.signChallenge(options.value);
    if (response === null) return refuse({ kind: 'refused', code: 'passkey' });
    return client.signInMethods.signInByPasskey(response);
  };
  const choose = (next: SignInMethods['way']): void => {
    setWay(next);
    setAttempt({ kind: 'none' });
  };

  return (
    <SignInView
      notice={signInNoticeOf(signInAttempt, why)}
      codeProblem={codeProblemMessage(signInAttempt)}
      isPending={signInAttempt.kind === 'asking'}
      ways={{
        way,
        hasPasskeys: passkeys.isAvailable,
        onChoose: choose,
        onPasskey: () => void attemptBy(byPasskey),
        onAuthenticator: (handle, code) =>
          void attemptBy(() => client.signInMethods.signInByAuthenticator(handle, code)),
      }}
      // Its refusals are values; anything else is a bug for the error page.
      onSubmit={(code) => void signIn(code)}
      onSetUp={onSetUp}
      onChooseLanguage={onChooseLanguage}
    />
  );
}
