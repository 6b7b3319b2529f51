import { useState } from 'react';
import type { ConsoleMe } from '#renderer/console/api/answers.ts';
import type { ApiProblem } from '#renderer/console/api/api-problem.ts';
import type { Passkeys } from '#renderer/console/api/passkeys.ts';
import type { SignInClient } from '#renderer/console/api/sign-in-client.ts';
import { problemWords } from '#renderer/console/app/problem-message.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { SetUp } from './set-up-view.tsx';

interface SettingUp {
  readonly setUp: SetUp;
  readonly problem: Message | null;
  readonly isPending: boolean;
  readonly onPasskey: (label: string) => void;
  readonly onAuthenticator: () => void;
  readonly onConfirm: (code: string) => void;
}

/** How far has setting up a second factor come? `onDone` hears of the new session. */
export function useSetUp(
  client: SignInClient,
  passkeys: Passkeys,
  onDone: (me: ConsoleMe) => void,
): SettingUp {
  const [setUp, setSetUp] = useState<SetUp>({ kind: 'choosing' });
  const [problem, setProblem] = useState<Message | null>(null);
  const [isPending, setIsPending] = useState(false);

  const during = async (act: () => Promise<Message | null>): Promise<void> => {
    setIsPending(true);
    setProblem(null);
    setProblem(await act());
    setIsPending(false);
  };
  const addPasskey = async (label: string): Promise<Message | null> => {
    const options = await client.newPasskey();
    if (!options.ok) return wordsOf(options.refusal);
    const made = await passkeys.make(options.value);
    if (made === null) return { key: 'console.security.passkey.none' };
    const me = await client.keepPasskey(label, made);
    if (!me.ok) return wordsOf(me.refusal);
    onDone(me.value);
    return null;
  };
  const beginAuthenticator = async (): Promise<Message | null> => {
    const begun = await client.newAuthenticator();
    if (!begun.ok) return wordsOf(begun.refusal);
    setSetUp({ kind: 'authenticator', ...begun.value });
    return null;
  };
  const confirm = async (code: string): Promise<Message | null> => {
    const me = await client.confirmAuthenticator(code);
    if (!me.ok) return wordsOf(me.refusal);
    setSetUp({ kind: 'choosing' });
    onDone(me.value);
    return null;
  };
  return {
    setUp,
    problem,
    isPending,
    onPasskey: (label) => void during(() => addPasskey(label)),
    onAuthenticator: () => void during(beginAuthenticator),
    onConfirm: (code) => void during(() => confirm(code)),
  };
}

function wordsOf(problem: ApiProblem): Message {
  if (problem.kind === 'refused' && problem.code === 'totp') return { key: 'console.security.totp.refused' };
  if (problem.kind === 'refused' && problem.code === 'passkey')
    return { key: 'console.security.passkey.refused' };
  return problemWords(problem).text;
}
