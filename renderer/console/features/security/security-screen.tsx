import type { ReactElement } from 'react';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { ownNoticesOf, useOwnNotices } from '#renderer/console/app/use-own-notices.ts';
import { OwnNoticesView } from './own-notices-view.tsx';
import { SecurityView } from './security-view.tsx';
import { SetUpView } from './set-up-view.tsx';
import { useSetUp } from './use-set-up.ts';

/** My passkeys and my authenticator. */
export function SecurityScreen(): ReactElement {
  const say = useSay();
  const act = useAct();
  const { client, passkeys, resources, onSignedIn, onSignOut } = useConsole();
  const resource = resources.get('factors', client.ways.factors);
  const factors = useResource(resource);
  const notices = useOwnNotices();
  const told = ownNoticesOf(resources, client);
  const settingUp = useSetUp(client.ways, passkeys, (me) => {
    onSignedIn(me);
    resource.reload();
  });
  return (
    <ConsoleFrame place="security" head={{ title: say('console.security.title') }} shows={factors}>
      <Shown of={factors} onTryAgain={resource.reload}>
        {(shown) => (
          <SecurityView
            factors={shown}
            told={
              notices.kind === 'present' &&
              notices.value.length > 0 && (
                <OwnNoticesView
                  notices={notices.value}
                  onAnswer={({ id }, word) => act(client.ways.answerNotice(id, word), told.reload)}
                />
              )
            }
            setUp={
              <SetUpView
                {...settingUp}
                hasPasskeys={passkeys.isAvailable}
                hasAuthenticator={shown.authenticatorSinceMs !== null}
              />
            }
            onRemove={(passkey) => act(client.ways.remove(passkey), resource.reload)}
            // The session is gone by then: what follows only shows the way in.
            onSignOutEverywhere={() => act(client.ways.signOutEverywhere(), onSignOut)}
          />
        )}
      </Shown>
    </ConsoleFrame>
  );
}
