import {
  lazy,
  Suspense,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { I18nProvider } from '#renderer/i18n/i18n-provider.tsx';
import type { ScreenSpeech } from '#renderer/i18n/translator.ts';
import { useSpeech } from '#renderer/i18n/use-speech.ts';
import type { Host, HostAnswer } from '#renderer/host/host-contract.ts';
import type { StoreApi } from '#renderer/store/store-api.ts';
import { applyAppearance } from '#renderer/ui/appearance.ts';
import { type Clock, ClockProvider } from '#renderer/ui/clock.tsx';
import { NoticesProvider } from '#renderer/ui/notices.tsx';
import { UnlockScreen } from '../features/unlock/unlock-screen.tsx';
import type { FlushSignal } from './flush-signal.ts';
import { keepPreferences, type Preferences } from './preferences.ts';
import { PreferencesContext } from './preferences-context.tsx';
import { StoppedBoundary } from './stopped-boundary.tsx';
import './app.css';

/** The screens behind the lock are most of the app: whoever sees the lock need not wait for them. */
export const loadScreens = () => import('./screens.tsx');
const Screens = lazy(async () => ({ default: (await loadScreens()).Screens }));

interface AppProps {
  readonly host: Host;
  /** As the shell told it when the page came. */
  readonly vaults: HostAnswer<'vault.state'>;
  /** The store of the open vault; null while none is open, then there is no worker and no content in the page. */
  readonly initialStore: StoreApi | null;
  /** Starts the store of the vault that is open now. */
  readonly openStore: () => Promise<StoreApi>;
  readonly flushSignal: FlushSignal;
  readonly clock: Clock;
  readonly preferences: Preferences;
  /** Of the language in them. */
  readonly speech: ScreenSpeech;
  readonly onOpenAgain: () => void;
}

/** The field app on its shell: locked, or on the store of the open vault. */
export function App(props: AppProps): ReactElement {
  const { host, vaults, openStore, flushSignal, clock, preferences, onOpenAgain } = props;
  const [store, setStore] = useState(props.initialStore);
  return (
    <Chosen host={host} initial={preferences} initialSpeech={props.speech}>
      <StoppedBoundary onOpenAgain={onOpenAgain}>
        <ClockProvider clock={clock}>
          <NoticesProvider>
            {store ? (
              <Suspense>
                <Screens host={host} store={store} onFlush={flushSignal.onFlush} />
              </Suspense>
            ) : (
              <UnlockScreen
                host={host}
                vaults={vaults}
                onOpen={() => void openStore().then((opened) => setStore(opened))}
              />
            )}
          </NoticesProvider>
        </ClockProvider>
      </StoppedBoundary>
    </Chosen>
  );
}

interface ChosenProps {
  readonly host: Host;
  readonly initial: Preferences;
  readonly initialSpeech: ScreenSpeech;
  readonly children: ReactNode;
}

/** Language, theme and text size of everything inside. */
function Chosen({ host, initial, initialSpeech, children }: ChosenProps): ReactElement {
  const [preferences, setPreferences] = useState(initial);
  const speech = useSpeech(preferences.language, initialSpeech);
  const choose = useCallback(
    (part: Partial<Preferences>) => {
      const next = { ...preferences, ...part };
      setPreferences(next);
      // A choice that the shell cannot keep still holds until the window closes; the shell logs why.
      keepPreferences(host, next).catch(reportError);
    },
    [host, preferences, setPreferences],
  );

  useLayoutEffect(() => applyAppearance(document, preferences), [preferences]);

  return (
    <PreferencesContext value={useMemo(() => ({ preferences, choose }), [preferences, choose])}>
      <I18nProvider speech={speech}>{children}</I18nProvider>
    </PreferencesContext>
  );
}
