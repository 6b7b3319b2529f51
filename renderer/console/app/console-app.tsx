import { type ReactElement, useLayoutEffect, useMemo, useState } from 'react';
import type { ConsoleMe } from '#renderer/console/api/answers.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import type { Fetch } from '#renderer/console/api/ask.ts';
import type { Passkeys } from '#renderer/console/api/passkeys.ts';
import { FirstSetUpScreen } from '#renderer/console/features/security/first-set-up-screen.tsx';
import { SignInScreen } from '#renderer/console/features/sign-in/sign-in-screen.tsx';
import { I18nProvider } from '#renderer/i18n/i18n-provider.tsx';
import type { ScreenSpeech } from '#renderer/i18n/translator.ts';
import { useSpeech } from '#renderer/i18n/use-speech.ts';
import { applyAppearance } from '#renderer/ui/appearance.ts';
import { NoticesProvider } from '#renderer/ui/notices.tsx';
import { ConsoleContext } from './console-context.ts';
import { LoadingView } from './loading-view.tsx';
import type { Pace } from './pace.ts';
import { keepPreferences, type PreferenceShelf, readPreferences } from './preferences.ts';
import { PreferencesView } from './preferences-view.tsx';
import { problemWords } from './problem-message.ts';
import { ProblemView } from './problem-view.tsx';
import { createResources } from './resources.ts';
import { Screens } from './screens.tsx';
import { useSession } from './use-session.ts';

/** What the console takes from its browser; `main.tsx` and tests make one. */
export interface ConsoleSurroundings {
  readonly fetch: Fetch;
  readonly pace: Pace;
  readonly nowMs: () => number;
  readonly shelf: PreferenceShelf;
  readonly languages: readonly string[];
  readonly passkeys: Passkeys;
}

interface ConsoleAppProps {
  readonly surroundings: ConsoleSurroundings;
  /** Of the language that the person chose, or of another until that is loaded. */
  readonly firstSpeech: ScreenSpeech;
}

/** The console: sign-in, then the screen that the address names. */
export function ConsoleApp({ surroundings, firstSpeech }: ConsoleAppProps): ReactElement {
  const { shelf, languages } = surroundings;
  const [preferences, setPreferences] = useState(() => readPreferences(shelf, languages));
  const speech = useSpeech(preferences.language, firstSpeech);
  const [isChoosing, setIsChoosing] = useState(false);
  const choose = (next: typeof preferences): void => {
    keepPreferences(shelf, next);
    setPreferences(next);
  };

  useLayoutEffect(() => {
    applyAppearance(document, preferences);
  }, [preferences]);

  return (
    <I18nProvider speech={speech}>
      <NoticesProvider>
        <SignedInOrNot
          surroundings={surroundings}
          onChooseLanguage={(language) => choose({ ...preferences, language })}
          onShowPreferences={() => setIsChoosing(true)}
        />
        <PreferencesView
          isOpen={isChoosing}
          preferences={preferences}
          onChange={choose}
          onClose={() => setIsChoosing(false)}
        />
      </NoticesProvider>
    </I18nProvider>
  );
}

interface SignedInOrNotProps {
  readonly surroundings: ConsoleSurroundings;
  readonly onChooseLanguage: Parameters<typeof SignInScreen>[0]['onChooseLanguage'];
  readonly onShowPreferences: () => void;
}

function SignedInOrNot({
  surroundings,
  onChooseLanguage,
  onShowPreferences,
}: SignedInOrNotProps): ReactElement {
  const { session, client, onSignedIn, onAsk, onSignOut } = useSession(surroundings.fetch, surroundings.pace);
  switch (session.kind) {
    case 'checking':
      return <LoadingView />;
    case 'unknown':
      return <ProblemView kind="unreachable" {...problemWords(session.problem)} onTryAgain={onAsk} />;
    case 'signedOut':
      return (
        <SignInScreen
          client={client}
          passkeys={surroundings.passkeys}
          why={session.why}
          onSignedIn={onSignedIn}
          onChooseLanguage={onChooseLanguage}
        />
      );
    case 'signedIn':
      if (session.me.session === 'setup')
        return (
          <FirstSetUpScreen
            client={client.ways}
            passkeys={surroundings.passkeys}
            onSignedIn={onSignedIn}
            onSignOut={onSignOut}
          />
        );
      return (
        <SignedIn
          key={session.me.person}
          me={session.me}
          client={client}
          surroundings={surroundings}
          onSignedIn={onSignedIn}
          onSignOut={onSignOut}
          onShowPreferences={onShowPreferences}
        />
      );
  }
}

interface SignedInProps {
  readonly me: ConsoleMe;
  readonly client: ConsoleClient;
  readonly surroundings: ConsoleSurroundings;
  readonly onSignedIn: (me: ConsoleMe) => void;
  readonly onSignOut: () => void;
  readonly onShowPreferences: () => void;
}

function SignedIn(props: SignedInProps): ReactElement {
  const { me, client, surroundings, onSignedIn, onSignOut, onShowPreferences } = props;
  const { pace, nowMs, passkeys } = surroundings;
  const resources = useMemo(() => createResources(pace, nowMs), [pace, nowMs]);
  const value = useMemo(
    () => ({ me, client, passkeys, resources, onSignedIn, onSignOut, onShowPreferences }),
    [me, client, passkeys, resources, onSignedIn, onSignOut, onShowPreferences],
  );
  return (
    <ConsoleContext value={value}>
      <Screens />
    </ConsoleContext>
  );
}
