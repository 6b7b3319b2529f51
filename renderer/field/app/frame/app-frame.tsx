import {
  memo,
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useStoreQuery, useFieldServices } from '../session/field-services.tsx';
import { EraseVaultDialogView } from '#renderer/field/parts/erase-vault-dialog-view.tsx';
import { FrameContext, FrameStatusContext, type FrameFacts } from './frame-context.tsx';
import { useEqualParts } from '../documents/use-stable-values.ts';
import { GoAnywhere } from '../keyboard/go-anywhere.tsx';
import { KeyboardHelpView } from '../keyboard/keyboard-help-view.tsx';
import { RecoveryKeyNotice } from '../notices/recovery-key-notice.tsx';
import { statusFactsOf, type StatusFacts } from '../sync-status/status-facts.ts';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import { RecordUndoProvider } from '../undo/record-undo.tsx';
import type { MissionSummary } from '#renderer/store/store-api.ts';
import type { StoreStatus } from '#renderer/store/status-api.ts';
import { useKeyPresses } from '#renderer/ui';
import { type LanguageFormat, type Message, useFormat, useTranslate } from '#renderer/i18n';
import { syncProgressMessage } from '#renderer/field/parts/sync-messages.ts';

/** Shorter syncs are not announced: they end before the words do. */
const minimumAnnouncedChanges = 50;
const announcementSteps = 4;

/** Last announcement of a sync to screen readers. */
export interface SyncAnnouncement {
  /** Announced quarters of a long sync; null while none is under way. */
  readonly step: number | null;
  readonly message: Message | null;
}

export const noSyncAnnouncement: SyncAnnouncement = { step: null, message: null };

/**
 * Next announcement for screen readers: a pause, a long sync at its beginning and at each quarter, and its
 * end. Never each step, so that it does not disturb the person's work.
 */
export function nextSyncAnnouncement(
  before: SyncAnnouncement,
  network: StatusFacts['network'],
  format: LanguageFormat,
): SyncAnnouncement {
  switch (network.kind) {
    case 'paused':
      return before.message?.key === 'sync.paused.announced'
        ? before
        : { step: null, message: { key: 'sync.paused.announced' } };
    case 'sending': {
      const { sentChanges, leftChanges } = network.progress;
      const all = sentChanges + leftChanges;
      if (all < minimumAnnouncedChanges) return before;
      const step = Math.floor((sentChanges / all) * announcementSteps);
      return step === before.step ? before : { step, message: syncProgressMessage(network.progress, format) };
    }
    case 'ready':
      if (before.step !== null) return { step: null, message: { key: 'sync.progress.ended' } };
      return before.message?.key === 'sync.paused.announced' ? noSyncAnnouncement : before;
    default:
      // No answer, no network: the status bar says so, and the same sync goes on later.
      return before.step === null ? before : noSyncAnnouncement;
  }
}

interface SyncAnnouncerProps {
  readonly network: StatusFacts['network'];
}

/** Announce a long sync politely. Always in the page: screen readers hear only changes within it. */
export function SyncAnnouncer({ network }: SyncAnnouncerProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const [announced, setAnnounced] = useState(noSyncAnnouncement);
  const next = nextSyncAnnouncement(announced, network, format);
  if (next !== announced) setAnnounced(next);
  return (
    <p className="fb-hidden" role="status">
      {next.message && translate(next.message)}
    </p>
  );
}

interface AppKeyHandlers {
  readonly goAnywhere: () => void;
  readonly showKeys: () => void;
  readonly lock: () => void;
  /** Ask for confirmation, then erase. */
  readonly askErase: () => void;
}

const routesAfterG: Readonly<Record<string, FieldRoute>> = {
  m: { screen: 'missions' },
  c: { screen: 'conflicts' },
  w: { screen: 'whereabouts' },
  s: { screen: 'settings' },
};

/** The keys and menu entries that work everywhere: Ctrl K, Ctrl L, `?`, and G followed by a place. */
function useAppKeys({ goAnywhere, showKeys, lock, askErase }: AppKeyHandlers): void {
  const { host, store, navigate } = useFieldServices();
  const isAfterG = useRef(false);

  useKeyPresses(
    (key) => {
      const place = isAfterG.current ? routesAfterG[key] : undefined;
      isAfterG.current = key === 'g';
      if (place) navigate(place);
      else if (key === 'Ctrl+k') goAnywhere();
      else if (key === 'Ctrl+l') lock();
      else if (key === 'Ctrl+Shift+Delete') askErase();
      else if (key === '?') showKeys();
      else return key === 'g';
      return true;
    },
    { whileTyping: ['Ctrl+k', 'Ctrl+l', 'Ctrl+Shift+Delete'] },
  );

  useEffect(
    () =>
      host.on('menu.chosen', ({ command }) => {
        switch (command) {
          case 'search':
            return goAnywhere();
          case 'shortcuts':
            return showKeys();
          case 'settings':
            return navigate({ screen: 'settings' });
          case 'sync':
            return store.syncNow();
        }
      }),
    [host, store, navigate, goAnywhere, showKeys],
  );
}

/** Switch that simulates work without a network; null outside a demonstration, and until the shell has answered. */
function useSimulateOffline(): FrameFacts['onSimulate'] {
  const { host, store } = useFieldServices();
  const [isDemonstration, setIsDemonstration] = useState(false);
  useEffect(() => {
    let isGone = false;
    void host.ask('app.about', null).then((about) => {
      if (!isGone) setIsDemonstration(about.isDemonstration);
    });
    return () => {
      isGone = true;
    };
  }, [host]);
  return useMemo(
    () => (isDemonstration ? (offline) => void store.simulateOffline(offline) : null),
    [isDemonstration, store],
  );
}

/** Frame around every screen: its facts, Ctrl K, all keys. */
export function AppFrame({ children }: { readonly children: ReactNode }): ReactElement {
  const { session, unsaved } = useFieldServices();
  const isTyped = useSyncExternalStore(unsaved.onChange, unsaved.hasAny);
  const status = useStoreQuery('status', null);
  const statusFacts = useRestingStatus(
    useEqualParts(
      status.kind === 'present' ? statusFactsOf(markSavingWhileTyped(status.answer, isTyped), session) : null,
    ),
  );
  return (
    <FrameStatusContext value={statusFacts}>
      {statusFacts && <SyncAnnouncer network={statusFacts.network} />}
      <QuietFrame conflicts={status.kind === 'present' ? status.answer.conflicts : 0}>{children}</QuietFrame>
    </FrameStatusContext>
  );
}

/** Longest time in ms that a status waits for further changes. One answer makes a handful of them. */
const statusRestMs = 200;

/**
 * Status for the screen: unsaved work and a failure at once, everything else after a rest. So nothing is called saved
 * that is not (D1), and the bar does not flicker while a person types.
 */
function useRestingStatus(status: StatusFacts | null): StatusFacts | null {
  const [shown, setShown] = useState(status);
  const isUrgent =
    status === null ||
    shown === null ||
    (status.saved.kind !== 'saved' && status.saved.kind !== shown.saved.kind);
  if (isUrgent && status !== shown) setShown(status);

  const latest = useRef(status);
  useLayoutEffect(() => {
    latest.current = status;
  });
  const isWaiting = status !== shown;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setShown(latest.current), statusRestMs);
    return () => clearTimeout(timer);
    // Again after each drawing: meanwhile there may be a later status.
  }, [isWaiting, shown]);
  return shown;
}

interface QuietFrameProps {
  readonly conflicts: number;
  readonly children: ReactNode;
}

/** Everything of the frame that the status does not draw again. */
const QuietFrame = memo(function QuietFrame({ conflicts, children }: QuietFrameProps): ReactElement {
  const { host, route } = useFieldServices();
  const missions = useStoreQuery('missions', null);
  const held = useStoreQuery('heldTexts', null);
  const devices = useStoreQuery('colleagueDevices', null);
  const notices = useStoreQuery('accessNotices', null);
  const [open, setOpen] = useState<'nothing' | 'keys' | 'goAnywhere' | 'erase'>('nothing');
  const close = useCallback(() => setOpen('nothing'), [setOpen]);
  const onKeys = useCallback(() => setOpen('keys'), [setOpen]);
  const onGoAnywhere = useCallback(() => setOpen('goAnywhere'), [setOpen]);
  const onLock = useCallback(() => void host.ask('vault.lock', null), [host]);
  const askErase = useCallback(() => setOpen('erase'), [setOpen]);
  const onSimulate = useSimulateOffline();
  const untitled = useTranslate()('whereabouts.mission.untitled');
  useAppKeys({ goAnywhere: onGoAnywhere, showKeys: onKeys, lock: onLock, askErase });
  useHeadingFocus(screenIdentityOf(route));

  const facts = useMemo(() => {
    const named = (mission: MissionSummary): MissionSummary =>
      mission.title === '' ? { ...mission, title: untitled } : mission;
    return {
      conflicts,
      missions: missions.kind === 'present' ? missions.answer.map(named) : null,
      heldTexts: held.kind === 'present' ? held.answer : noHeldTexts,
      accessNotices: notices.kind === 'present' ? notices.answer : noAccessNotices,
      newDevices: devices.kind === 'present' ? devices.answer.filter(({ isNew }) => isNew) : noNewDevices,
      onSimulate,
      onGoAnywhere,
      onKeys,
      onLock,
    };
  }, [conflicts, missions, held, devices, notices, untitled, onSimulate, onGoAnywhere, onKeys, onLock]);
  return (
    <FrameContext value={facts}>
      <RecordUndoProvider>{children}</RecordUndoProvider>
      <RecoveryKeyNotice />
      <KeyboardHelpView isOpen={open === 'keys'} route={route} onClose={close} />
      <EraseVaultDialogView
        isOpen={open === 'erase'}
        onErase={() => void host.ask('vault.erase', null)}
        onClose={close}
      />
      {open === 'goAnywhere' && <GoAnywhere onClose={close} />}
    </FrameContext>
  );
});

const noHeldTexts: FrameFacts['heldTexts'] = [];
const noAccessNotices: FrameFacts['accessNotices'] = [];
const noNewDevices: FrameFacts['newDevices'] = [];

/** Gathered keystrokes of a field are not saved, also after an earlier save. */
const markSavingWhileTyped = (status: StoreStatus, isTyped: boolean): StoreStatus =>
  isTyped ? { ...status, saving: true } : status;

/** Identity of a route's screen; going from one question to the next is no navigation. */
const screenIdentityOf = (route: FieldRoute): string =>
  [
    route.screen,
    'log' in route && route.log,
    'doc' in route && route.doc,
    'place' in route && route.place,
    'item' in route && route.item,
  ].join(' ');

/** After going to another screen, keys and screen readers begin at its heading; not when the app opens. */
function useHeadingFocus(screen: string): void {
  const before = useRef(screen);
  useLayoutEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    const heading = document.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [screen]);
}
