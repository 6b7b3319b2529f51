import {
  type ReactElement,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useState,
} from 'react';
import type { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import type { Role } from '#domain/people/role.ts';
import { createTextDrafts, type TextDrafts, TextDraftsContext } from '#renderer/console/parts/text-drafts.ts';
import { I18nProvider, type ScreenMessageSet, useMessageSet } from '#renderer/i18n';
import { applyAppearance, NoticesProvider, useLostFocus, useNotify } from '#renderer/ui';
import type { ApiProblem, FetchFunction } from '../api/api-request.ts';
import { type ConsoleClient, createConsoleClient } from '../api/console-client.ts';
import type { Passkeys } from '../api/passkeys.ts';
import { FirstFactorScreen } from '../features/security/security-screen.tsx';
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx';
import { ConsoleContext } from './console-context.ts';
import {
  type PreferenceStorage,
  readConsolePreferences,
  storeConsolePreferences,
} from './console-preferences.ts';
import { navigateTo } from './console-route.ts';
import { FieldDraftsInPage } from './field-drafts-in-page.tsx';
import { createResourceCache, type PollScheduler } from './polled-resource.ts';
import { PreferencesView } from './preferences-view.tsx';
import { problemMessagesOf } from './problem-messages.ts';
import { LoadingView, ProblemView } from './resource-content.tsx';
import { RouteScreen } from './route-screen.tsx';

interface ConsoleSessionControls {
  readonly session: ConsoleSession;
  readonly client: ConsoleClient;
  readonly onAsk: () => void;
  readonly onSignedIn: (signedInPerson: SignedInPersonResponse) => void;
  readonly onSignOut: () => void;
}

/** Session of this browser, now. Asks headquarters until it is known; later requests report its end. */
function useConsoleSession(fetch: FetchFunction, pollScheduler: PollScheduler): ConsoleSessionControls {
  const notify = useNotify();
  const [consoleSession, step] = useReducer(reduceConsoleSession, { kind: 'checking' });
  const client = useMemo(() => createConsoleClient(fetch, () => step({ kind: 'ended' })), [fetch]);

  const know = useCallback((me: SignedInPersonResponse): void => {
    landOnHome(me.role);
    step({ kind: 'known', me });
  }, []);
  const ask = useCallback(async (): Promise<void> => {
    const me = await client.readOwnAccount();
    if (me.ok) know(me.value);
    else step({ kind: 'notKnown', problem: me.refusal });
  }, [client, know]);
  useEffect(() => void ask(), [ask]);
  const isUnknown = consoleSession.kind === 'unknown';
  useEffect(() => (isUnknown ? pollScheduler(() => void ask()) : undefined), [isUnknown, pollScheduler, ask]);
  const askNow = useCallback(() => {
    step({ kind: 'asked' });
    void ask();
  }, [ask]);

  const signOut = useCallback(async (): Promise<void> => {
    const left = await client.signOut();
    // Signed out only after headquarters confirmed it: the next person at this browser must not get in by a
    // reload.
    if (!left.ok && left.refusal.kind !== 'session') {
      notify({ meaning: 'bad', text: (translate) => translate('console.signOut.failed') });
      return;
    }
    // The next person begins at their own home, and sees no address of this one.
    location.hash = '';
    step({ kind: 'left' });
  }, [client, notify]);

  return {
    session: consoleSession,
    client,
    onAsk: askNow,
    onSignedIn: know,
    onSignOut: useCallback(() => void signOut(), [signOut]),
  };
}

/** Show the home of a role, where the address names no screen: a programme manager begins at the programme. */
function landOnHome(role: Role): void {
  if (location.hash.length <= 2 && role === 'manager') navigateTo({ screen: 'programme' }, 'replace');
}

/** Browser services that the console uses; `main.tsx` and tests make one. */
interface ConsoleDependencies {
  readonly fetch: FetchFunction;
  readonly pollScheduler: PollScheduler;
  readonly nowMs: () => number;
  readonly storage: PreferenceStorage;
  readonly languages: readonly string[];
  readonly passkeys: Passkeys;
}

interface ConsoleAppProps {
  readonly dependencies: ConsoleDependencies;
  /** Messages in the chosen language, or in another one until that is loaded. */
  readonly firstSpeech: ScreenMessageSet;
}

/** The console: sign-in, then the screen of the address. */
export function ConsoleApp({ dependencies, firstSpeech }: ConsoleAppProps): ReactElement {
  const { storage, languages } = dependencies;
  const [consolePreferences, setPreferences] = useState(() => readConsolePreferences(storage, languages));
  const messageSet = useMessageSet(consolePreferences.language, firstSpeech);
  const [isChoosing, setIsChoosing] = useState(false);
  const choose = (nextConsolePreferences: typeof consolePreferences): void => {
    storeConsolePreferences(storage, nextConsolePreferences);
    setPreferences(nextConsolePreferences);
  };

  useLayoutEffect(() => {
    applyAppearance(document, consolePreferences);
  }, [consolePreferences]);

  return (
    <I18nProvider speech={messageSet}>
      <NoticesProvider>
        <SessionContent
          dependencies={dependencies}
          onChooseLanguage={(language) => choose({ ...consolePreferences, language })}
          onShowPreferences={() => setIsChoosing(true)}
        />
        <PreferencesView
          isOpen={isChoosing}
          preferences={consolePreferences}
          onChange={choose}
          onClose={() => setIsChoosing(false)}
        />
      </NoticesProvider>
    </I18nProvider>
  );
}

interface SessionContentProps {
  readonly dependencies: ConsoleDependencies;
  readonly onChooseLanguage: Parameters<typeof SignInScreen>[0]['onChooseLanguage'];
  readonly onShowPreferences: () => void;
}

function SessionContent({
  dependencies,
  onChooseLanguage,
  onShowPreferences,
}: SessionContentProps): ReactElement {
  const { session, client, onSignedIn, onAsk, onSignOut } = useConsoleSession(
    dependencies.fetch,
    dependencies.pollScheduler,
  );
  const textDrafts = useSessionDrafts(session);
  useLostFocus();
  switch (session.kind) {
    case 'checking':
      return <LoadingView />;
    case 'unknown':
      return <ProblemView kind="unreachable" {...problemMessagesOf(session.problem)} onTryAgain={onAsk} />;
    case 'signedOut':
      return (
        <SignInScreen
          client={client}
          passkeys={dependencies.passkeys}
          why={session.why}
          onSignedIn={onSignedIn}
          onChooseLanguage={onChooseLanguage}
        />
      );
    case 'signedIn':
      if (session.me.session === 'setup')
        return (
          <FirstFactorScreen
            client={client.signInMethods}
            passkeys={dependencies.passkeys}
            onSignedIn={onSignedIn}
            onSignOut={onSignOut}
          />
        );
      return (
        <SignedInConsole
          key={session.me.person}
          me={session.me}
          client={client}
          drafts={textDrafts}
          dependencies={dependencies}
          onSignedIn={onSignedIn}
          onSignOut={onSignOut}
          onShowPreferences={onShowPreferences}
        />
      );
  }
}

/** Drafts of this session's person. They outlast an ended session, until somebody else signs in or this one signs out. */
function useSessionDrafts(consoleSession: ConsoleSession): TextDrafts {
  const [textDrafts] = useState(createTextDrafts);
  if (consoleSession.kind === 'signedIn') textDrafts.keepOnlyOf(consoleSession.me.person);
  if (consoleSession.kind === 'signedOut' && consoleSession.why === 'left') textDrafts.keepOnlyOf(null);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (textDrafts.has('')) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [textDrafts]);
  return textDrafts;
}

interface SignedInConsoleProps {
  readonly me: SignedInPersonResponse;
  readonly client: ConsoleClient;
  readonly drafts: TextDrafts;
  readonly dependencies: ConsoleDependencies;
  readonly onSignedIn: (signedInPerson: SignedInPersonResponse) => void;
  readonly onSignOut: () => void;
  readonly onShowPreferences: () => void;
}

function SignedInConsole(props: SignedInConsoleProps): ReactElement {
  const { me, client, drafts, dependencies, onSignedIn, onSignOut, onShowPreferences } = props;
  const { pollScheduler, nowMs, passkeys } = dependencies;
  const resourceCache = useMemo(() => createResourceCache(pollScheduler, nowMs), [pollScheduler, nowMs]);
  const value = useMemo(
    () => ({ me, client, passkeys, resources: resourceCache, onSignedIn, onSignOut, onShowPreferences }),
    [me, client, passkeys, resourceCache, onSignedIn, onSignOut, onShowPreferences],
  );
  return (
    <ConsoleContext value={value}>
      <TextDraftsContext value={drafts}>
        <FieldDraftsInPage drafts={drafts} nowMs={nowMs}>
          <RouteScreen />
        </FieldDraftsInPage>
      </TextDraftsContext>
    </ConsoleContext>
  );
}

/** Session of this browser, as far as the console knows. */
export type ConsoleSession =
  | { readonly kind: 'checking' }
  /** Headquarters could not be asked. */
  | { readonly kind: 'unknown'; readonly problem: ApiProblem }
  /** `ended`: an earlier sign-in has run out; the place in the address is kept for the next one. */
  | { readonly kind: 'signedOut'; readonly why: 'new' | 'ended' | 'left' }
  | { readonly kind: 'signedIn'; readonly me: SignedInPersonResponse };

export type ConsoleSessionEvent =
  | { readonly kind: 'asked' }
  | { readonly kind: 'known'; readonly me: SignedInPersonResponse }
  | { readonly kind: 'notKnown'; readonly problem: ApiProblem }
  | { readonly kind: 'ended' }
  | { readonly kind: 'left' };

/** Next state. A late response, after the person has left, does not bring them back. */
export function reduceConsoleSession(
  consoleSession: ConsoleSession,
  event: ConsoleSessionEvent,
): ConsoleSession {
  switch (event.kind) {
    case 'asked':
      return consoleSession.kind === 'unknown' ? { kind: 'checking' } : consoleSession;
    case 'known':
      return { kind: 'signedIn', me: event.me };
    case 'notKnown':
      if (consoleSession.kind !== 'checking' && consoleSession.kind !== 'unknown') return consoleSession;
      return event.problem.kind === 'session'
        ? { kind: 'signedOut', why: 'new' }
        : { kind: 'unknown', problem: event.problem };
    case 'ended':
      return consoleSession.kind === 'signedIn' ? { kind: 'signedOut', why: 'ended' } : consoleSession;
    case 'left':
      return { kind: 'signedOut', why: 'left' };
  }
}
