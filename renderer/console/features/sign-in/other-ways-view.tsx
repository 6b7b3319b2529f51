import { KeyRound, Smartphone } from 'lucide-react';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';

export interface OtherWays {
  readonly way: 'code' | 'authenticator';
  readonly hasPasskeys: boolean;
  readonly onChoose: (way: 'code' | 'authenticator') => void;
  readonly onPasskey: () => void;
  readonly onAuthenticator: (handle: string, code: string) => void;
}

interface OtherWaysViewProps {
  readonly ways: OtherWays;
  readonly isPending: boolean;
}

/** The ways in that are not a code: for everybody who has been here before. */
export function OtherWaysView({ ways, isPending }: OtherWaysViewProps): ReactElement {
  const say = useSay();
  return (
    <div className="console-sign-in-ways">
      {ways.hasPasskeys && (
        <Button icon={KeyRound} isPending={isPending} onPress={ways.onPasskey}>
          {say('console.signIn.passkey')}
        </Button>
      )}
      {ways.way === 'code' && (
        <Button icon={Smartphone} onPress={() => ways.onChoose('authenticator')}>
          {say('console.signIn.authenticator')}
        </Button>
      )}
      {ways.way === 'authenticator' && (
        <Button kind="quiet" onPress={() => ways.onChoose('code')}>
          {say('console.signIn.byCode')}
        </Button>
      )}
    </div>
  );
}

/** Sign-in name and the app's code. */
export function AuthenticatorForm({ ways, isPending }: OtherWaysViewProps): ReactElement {
  const say = useSay();
  const [handle, setHandle] = useState('');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isPending) ways.onAuthenticator(handle.trim(), code.trim());
  };
  return (
    <form className="console-sign-in-form" onSubmit={submit} noValidate>
      <TextField
        label={say('console.signIn.handle')}
        description={say('console.signIn.handle.help')}
        value={handle}
        onChange={setHandle}
        placeholder="XXXXX-XXXXX"
        autoComplete="username"
        maxLength={40}
        autoFocus
      />
      <TextField
        label={say('console.signIn.totp')}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        maxLength={10}
      />
      <Button kind="primary" icon={KeyRound} type="submit" isPending={isPending}>
        {isPending ? say('console.signIn.pending') : say('console.signIn.action')}
      </Button>
    </form>
  );
}
