import {
  Component,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import type { Host, HostResponse } from '#renderer/host/host-contract.ts';
import { I18nProvider, type ScreenMessageSet, useMessageSet } from '#renderer/i18n';
import type { StoreApi } from '#renderer/store/api/store-api.ts';
import { applyAppearance, ClockProvider, NoticesProvider, type ScreenClock } from '#renderer/ui';
import { UnlockScreen } from '../features/unlock/unlock-screen.tsx';
import {
  type FieldPreferences,
  FieldPreferencesContext,
  saveFieldPreferences,
} from './session/field-preferences.tsx';
import type { FlushSignal } from './session/flush-signal.ts';
import type { UnsavedInputTracker } from './session/unsaved-input-tracker.ts';
import './app.css';
import { StoppedView, UnderStoppedBanner } from './whole-window-view.tsx';

interface StoppedBoundaryProps {
  readonly children: ReactNode;
  /** Reload the window. Saved content is in the store, not in the page. */
  readonly onOpenAgain: () => void;
}

/**
 * Error boundary: shows an error and a way on after a bug in a screen, instead of an empty window. React has
 * it as a class only.
 */
class StoppedBoundary extends Component<StoppedBoundaryProps, { readonly hasStopped: boolean }> {
  override state = { hasStopped: false };

  static getDerivedStateFromError(): { readonly hasStopped: boolean } {
    return { hasStopped: true };
  }

  override render(): ReactNode {
    const { children, onOpenAgain } = this.props;
    if (!this.state.hasStopped) return children;
    return <StoppedView reason="frame.stopped.text" onOpenAgain={onOpenAgain} />;
  }
}

/** The screens behind the lock are most of the app; the lock must not wait for them. */
export const loadFieldScreens = () => import('./screens.tsx');
const LazyFieldScreens = lazy(async () => ({ default: (await loadFieldScreens()).FieldScreens }));

interface FieldAppProps {
  readonly host: Host;
  /** Vault state from the shell when the page was loaded. */
  readonly vaults: HostResponse<'vault.state'>;
  /** Store of the open vault; null while none is open: then there is no worker and no content in the page. */
  readonly initialStore: StoreApi | null;
  /** Start the store of the vault that is open now. */
  readonly openStore: () => Promise<StoreApi>;
  readonly flushSignal: FlushSignal;
  readonly unsaved: UnsavedInputTracker;
  readonly clock: ScreenClock;
  readonly preferences: FieldPreferences;
  /** Messages in the language of the preferences. */
  readonly speech: ScreenMessageSet;
  /** The store has stopped before it had what was typed last. The screens stay, since only they have it. */
  readonly hasStopped: boolean;
  readonly onOpenAgain: () => void;
}

/** The field app on its shell: locked, or on the store of the open vault. */
export function FieldApp(props: FieldAppProps): ReactElement {
  const { host, vaults, openStore, flushSignal, unsaved, clock, preferences, hasStopped, onOpenAgain } =
    props;
  const [storeApi, setStore] = useState(props.initialStore);
  return (
    <WithPreferences host={host} initial={preferences} initialSpeech={props.speech}>
      <StoppedBoundary onOpenAgain={onOpenAgain}>
        <ClockProvider clock={clock}>
          <NoticesProvider>
            <UnderStoppedBanner hasStopped={hasStopped} onOpenAgain={onOpenAgain}>
              {storeApi ? (
                <Suspense>
                  <LazyFieldScreens
                    host={host}
                    store={storeApi}
                    onFlush={flushSignal.onFlush}
                    unsaved={unsaved}
                  />
                </Suspense>
              ) : (
                <UnlockScreen
                  host={host}
                  vaults={vaults}
                  onOpen={() => void openStore().then((openedStoreApi) => setStore(openedStoreApi))}
                />
              )}
            </UnderStoppedBanner>
          </NoticesProvider>
        </ClockProvider>
      </StoppedBoundary>
    </WithPreferences>
  );
}

interface WithPreferencesProps {
  readonly host: Host;
  readonly initial: FieldPreferences;
  readonly initialSpeech: ScreenMessageSet;
  readonly children: ReactNode;
}

/** Language, theme and text size of everything inside. */
function WithPreferences({ host, initial, initialSpeech, children }: WithPreferencesProps): ReactElement {
  const [fieldPreferences, setPreferences] = useState(initial);
  const messageSet = useMessageSet(fieldPreferences.language, initialSpeech);
  const choose = useCallback(
    (part: Partial<FieldPreferences>) => {
      const next = { ...fieldPreferences, ...part };
      setPreferences(next);
      // A choice that the shell cannot keep holds until the window closes; the shell logs the reason.
      saveFieldPreferences(host, next).catch(reportError);
    },
    [host, fieldPreferences, setPreferences],
  );

  useLayoutEffect(() => applyAppearance(document, fieldPreferences), [fieldPreferences]);

  return (
    <FieldPreferencesContext
      value={useMemo(() => ({ preferences: fieldPreferences, choose }), [fieldPreferences, choose])}
    >
      <I18nProvider speech={messageSet}>{children}</I18nProvider>
    </FieldPreferencesContext>
  );
}
