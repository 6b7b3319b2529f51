import { LogOut } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ConsoleMe } from '#renderer/console/api/answers.ts';
import type { Passkeys } from '#renderer/console/api/passkeys.ts';
import type { SignInClient } from '#renderer/console/api/sign-in-client.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SetUpView } from './set-up-view.tsx';
import { useSetUp } from './use-set-up.ts';

interface FirstSetUpScreenProps {
  readonly client: SignInClient;
  readonly passkeys: Passkeys;
  readonly onSignedIn: (me: ConsoleMe) => void;
  readonly onSignOut: () => void;
}

/** What stands between a code and the console: the person's own second factor. */
export function FirstSetUpScreen(props: FirstSetUpScreenProps): ReactElement {
  const { client, passkeys, onSignedIn, onSignOut } = props;
  const say = useSay();
  const settingUp = useSetUp(client, passkeys, onSignedIn);
  return (
    <main className="console-first-set-up">
      <h1>{say('console.security.first.title')}</h1>
      <p>{say('console.security.first.text')}</p>
      <SetUpView {...settingUp} hasPasskeys={passkeys.isAvailable} hasAuthenticator={false} />
      <div>
        <Button kind="quiet" icon={LogOut} onPress={onSignOut}>
          {say('console.rail.signOut')}
        </Button>
      </div>
    </main>
  );
}
