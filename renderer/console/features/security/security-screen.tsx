import { LogOut } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import type { ApiProblem } from '#renderer/console/api/api-request.ts';
import type { Passkeys } from '#renderer/console/api/passkeys.ts';
import type { SignInClient } from '#renderer/console/api/sign-in-client.ts';
import {
  ownNoticesResource,
  useConsole,
  useOwnNotices,
  usePolledResource,
} from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { problemMessagesOf } from '#renderer/console/app/problem-messages.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import { type FactorSetup, FactorSetupView } from './factor-setup-view.tsx';
import { OwnMailView } from './own-mail-view.tsx';
import { OwnNoticesView } from './own-notices-view.tsx';
import { SecurityView } from './security-view.tsx';

/** My passkeys and my authenticator. */
export function SecurityScreen(): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const { client, passkeys, resources, onSignedIn, onSignOut } = useConsole();
  const resource = resources.getOrCreate('factors', client.signInMethods.listFactors);
  const factors = usePolledResource(resource);
  const mailResource = resources.getOrCreate('own-mail', client.signInMethods.readOwnMail);
  const mail = usePolledResource(mailResource);
  const noticesState = useOwnNotices();
  const told = ownNoticesResource(resources, client);
  const settingUp = useFactorSetup(client.signInMethods, passkeys, (signedInPerson) => {
    onSignedIn(signedInPerson);
    resource.reload();
  });
  return (
    <ConsoleFrame railItem="security" head={{ title: translate('console.security.title') }} shows={factors}>
      <ResourceContent of={factors} onTryAgain={resource.reload}>
        {(shownFactorsResponse) => (
          <SecurityView
            factors={shownFactorsResponse}
            told={
              noticesState.kind === 'present' &&
              noticesState.value.length > 0 && (
                <OwnNoticesView
                  notices={noticesState.value}
                  onAnswer={({ id }, noticeAnswer) =>
                    runServerAction(client.signInMethods.answerNotice(id, noticeAnswer), told.reload)
                  }
                />
              )
            }
            setUp={
              <FactorSetupView
                {...settingUp}
                hasPasskeys={passkeys.isAvailable}
                hasAuthenticator={shownFactorsResponse.authenticatorSinceMs !== null}
              />
            }
            mail={
              mail.kind === 'present' &&
              (mail.value.sendsMail || mail.value.mail !== null) && (
                <OwnMailView
                  mail={mail.value.mail}
                  onChange={(change) =>
                    runServerAction(client.signInMethods.changeOwnMail(change), mailResource.reload)
                  }
                />
              )
            }
            onRemove={(passkey) =>
              runServerAction(client.signInMethods.removeFactor(passkey), resource.reload)
            }
            // The session is gone by then: the next screen only shows the sign-in.
            onSignOutEverywhere={() => runServerAction(client.signInMethods.signOutEverywhere(), onSignOut)}
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

interface FactorSetupControls {
  readonly setUp: FactorSetup;
  readonly problem: Message | null;
  readonly isPending: boolean;
  readonly onPasskey: (label: string) => void;
  readonly onAuthenticator: () => void;
  readonly onConfirm: (code: string) => void;
}

/**
 * Progress of setting up a second factor.
 * @param onDone Called with the new session.
 */
function useFactorSetup(
  signInClient: SignInClient,
  passkeys: Passkeys,
  onDone: (signedInPerson: SignedInPersonResponse) => void,
): FactorSetupControls {
  const [setUp, setSetUp] = useState<FactorSetup>({ kind: 'choosing' });
  const [problem, setProblem] = useState<Message | null>(null);
  const [isPending, setIsPending] = useState(false);

  const during = async (act: () => Promise<Message | null>): Promise<void> => {
    setIsPending(true);
    setProblem(null);
    setProblem(await act());
    setIsPending(false);
  };
  const addPasskey = async (label: string): Promise<Message | null> => {
    const options = await signInClient.requestNewPasskey();
    if (!options.ok) return factorProblemMessage(options.refusal);
    const made = await passkeys.createPasskey(options.value);
    if (made === null) return { key: 'console.security.passkey.none' };
    const me = await signInClient.registerPasskey(label, made);
    if (!me.ok) return factorProblemMessage(me.refusal);
    onDone(me.value);
    return null;
  };
  const beginAuthenticator = async (): Promise<Message | null> => {
    const begun = await signInClient.requestNewAuthenticator();
    if (!begun.ok) return factorProblemMessage(begun.refusal);
    setSetUp({ kind: 'authenticator', ...begun.value });
    return null;
  };
  const confirm = async (code: string): Promise<Message | null> => {
    const me = await signInClient.confirmAuthenticator(code);
    if (!me.ok) return factorProblemMessage(me.refusal);
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

function factorProblemMessage(apiProblem: ApiProblem): Message {
  if (apiProblem.kind === 'refused' && apiProblem.code === 'totp')
    return { key: 'console.security.totp.refused' };
  if (apiProblem.kind === 'refused' && apiProblem.code === 'passkey')
    return { key: 'console.security.passkey.refused' };
  return problemMessagesOf(apiProblem).text;
}

interface FirstFactorScreenProps {
  readonly client: SignInClient;
  readonly passkeys: Passkeys;
  readonly onSignedIn: (signedInPerson: SignedInPersonResponse) => void;
  readonly onSignOut: () => void;
}

/** Screen between a code and the console: the person's own second factor. */
export function FirstFactorScreen(props: FirstFactorScreenProps): ReactElement {
  const { client, passkeys, onSignedIn, onSignOut } = props;
  const translate = useTranslate();
  const settingUp = useFactorSetup(client, passkeys, onSignedIn);
  return (
    <main className="console-first-set-up">
      <h1>{translate('console.security.first.title')}</h1>
      <p>{translate('console.security.first.text')}</p>
      <FactorSetupView {...settingUp} hasPasskeys={passkeys.isAvailable} hasAuthenticator={false} />
      <div>
        <Button kind="quiet" icon={LogOut} onPress={onSignOut}>
          {translate('console.rail.signOut')}
        </Button>
      </div>
    </main>
  );
}
