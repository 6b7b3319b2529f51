import {
  memo,
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { withEqualParts } from '#base/json.ts';
import { EraseVaultDialogView } from '#renderer/field/parts/erase-vault-dialog-view.tsx';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import { syncProgressMessage } from '#renderer/field/parts/sync-messages.ts';
import { type LanguageFormat, type Message, useFormat, useTranslate } from '#renderer/i18n';
import type { StoreStatus } from '#renderer/store/api/status-api.ts';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import { useKeyPresses, useLostFocus } from '#renderer/ui';
import { FieldDraftsProvider } from '../drafts/field-drafts-provider.tsx';
import { GoAnywhere } from '../keyboard/go-anywhere.tsx';
import { KeyboardHelpView } from '../keyboard/keyboard-help-view.tsx';
import { RecoveryKeyNotice } from '../notices/recovery-key-notice.tsx';
import { UnrecoverableNoticeProvider } from '../notices/unrecoverable-notice.tsx';
import {
  longestTypingMs,
  ResultDrawnContext,
  useFieldServices,
  useStoreQuery,
  useStoreQueryPart,
} from '../session/field-services.tsx';
import { type StatusFacts, statusFactsOf } from '../sync-status/status-facts.ts';
import { RecordUndoProvider } from '../undo/record-undo.tsx';
import {
  FrameContext,
  type FrameFacts,
  type FrameMission,
  screenIdentityOf,
  useHeadingFocus,
} from './frame-context.tsx';
import {
  createFrameStatus,
  type FrameStatus,
  FrameStatusContext,
  useFrameStatusPart,
} from './frame-status.ts';

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
function SyncAnnouncer({ network }: SyncAnnouncerProps): ReactElement {
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
  t: { screen: 'today' },
  m: { screen: 'missions' },
  c: { screen: 'conflicts' },
  w: { screen: 'whereabouts' },
  s: { screen: 'settings' },
};

/** The keys and menu entries that work everywhere: Ctrl K, Ctrl L, `?`, and G followed by the letter of a tab. */
function useAppKeys({ goAnywhere, showKeys, lock, askErase }: AppKeyHandlers): void {
  const { host, store, navigate } = useFieldServices();
  const isAfterG = useRef(false);

  useKeyPresses(
    (key) => {
      const fieldRoute = isAfterG.current ? routesAfterG[key] : undefined;
      isAfterG.current = key === 'g';
      if (fieldRoute) navigate(fieldRoute);
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
  const { status, conflicts, onResultDrawn } = useRestingStatus();
  return (
    <ResultDrawnContext value={onResultDrawn}>
      <FrameStatusContext value={status}>
        <FrameAnnouncer />
        <QuietFrame conflicts={conflicts}>{children}</QuietFrame>
      </FrameStatusContext>
    </ResultDrawnContext>
  );
}

const FrameAnnouncer = memo(function FrameAnnouncer(): ReactElement | null {
  const network = useFrameStatusPart(networkOfStatus);
  return network && <SyncAnnouncer network={network} />;
});

const networkOfStatus = (facts: StatusFacts | null): StatusFacts['network'] | null => facts?.network ?? null;

/** Time in ms for which a status has to stay the same to be shown. One answer makes a handful of them. */
const statusRestMs = 400;
/** Longest time in ms that a status which goes on changing is not shown. */
const longestStatusMs = 1_000;
/**
 * The same while work is not saved, as with a person who types. Longer than an answer of a record waits then, so that
 * both are drawn together.
 */
const longestTypingStatusMs = longestTypingMs + 2_000;

interface RestingStatus {
  readonly status: FrameStatus;
  readonly conflicts: number;
  /** Another part of the screen is drawn now. */
  readonly onResultDrawn: (isPause: boolean) => void;
}

/**
 * Status for the screen: unsaved work and a failure at once. Everything else comes after a rest, or in the frame of an
 * answer that is drawn anyway. So nothing is called saved that is not (D1). The bar neither flickers nor is drawn again
 * while a person types.
 */
function useRestingStatus(): RestingStatus {
  const { store, session, unsaved } = useFieldServices();
  const [shownStatus] = useState(createFrameStatus);
  const [conflicts, setConflicts] = useState(0);
  const showWaiting = useRef<(isPause: boolean) => void>(() => undefined);
  // The status may come after the answer, in the same message of the store.
  const onResultDrawn = useCallback(
    (isPause: boolean) => queueMicrotask(() => showWaiting.current(isPause)),
    [],
  );

  useEffect(() => {
    let latest: StoreStatus | null = null;
    let shown: StatusFacts | null = null;
    let rest: ReturnType<typeof setTimeout> | undefined;
    let most: ReturnType<typeof setTimeout> | undefined;
    /** Runs while everything is saved, however often the facts of a sync change. */
    let calm: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const factsNow = (status: StoreStatus): StatusFacts =>
      withEqualParts(shown, statusFactsOf(markSavingWhileTyped(status, unsaved.hasAny()), session));
    const endWaiting = (): void => {
      clearTimeout(rest);
      clearTimeout(most);
      clearTimeout(calm);
      [rest, most, calm] = [undefined, undefined, undefined];
    };
    const show = (next: StatusFacts): void => {
      endWaiting();
      shown = next;
      shownStatus.show(next);
    };
    const showMost = (status: StoreStatus): void => {
      const next = factsNow(status);
      // Between two words everything is saved for a moment: that is no rest.
      show(shown?.saved.kind === 'saving' ? { ...next, saved: shown.saved } : next);
      look();
    };
    const look = (): void => {
      if (latest === null || isGone) return;
      const next = factsNow(latest);
      if (next === shown) return endWaiting();
      const isUrgent =
        shown === null || (next.saved.kind !== 'saved' && next.saved.kind !== shown.saved.kind);
      if (isUrgent) return show(next);
      clearTimeout(rest);
      // While a person types, each few letters change the count of waiting changes and nothing else of use.
      const isSaving = next.saved.kind === 'saving';
      // A sync of a few changes mostly ends before it is shown.
      if (!isSaving && !isSending(next)) rest = setTimeout(() => show(next), statusRestMs);
      const isTyping = isSaving || shown?.saved.kind === 'saving';
      if (isSaving) {
        clearTimeout(calm);
        calm = undefined;
      } else if (isTyping) calm ??= setTimeout(() => latest && show(factsNow(latest)), longestStatusMs);
      most ??= setTimeout(
        () => latest && showMost(latest),
        isTyping ? longestTypingStatusMs : longestStatusMs,
      );
    };
    showWaiting.current = (isPause) => {
      if (latest === null) return;
      const next = factsNow(latest);
      if (next === shown || isSending(next)) return;
      if (!isPause) showMost(latest);
      else if (next.saved.kind !== 'saving') show(next);
    };
    const watching = store.watch('status', null, (status) => {
      latest = status;
      if (!isGone) setConflicts(status.conflicts);
      look();
    });
    const stopUnsaved = unsaved.onChange(look);
    return () => {
      isGone = true;
      showWaiting.current = () => undefined;
      endWaiting();
      stopUnsaved();
      watching.then((stop) => stop(), reportError);
    };
  }, [store, session, unsaved, shownStatus]);

  return { status: shownStatus, conflicts, onResultDrawn };
}

const isSending = ({ network }: StatusFacts): boolean => network.kind === 'sending';

interface QuietFrameProps {
  readonly conflicts: number;
  readonly children: ReactNode;
}

/** Everything of the frame that the status does not draw again. */
const QuietFrame = memo(function QuietFrame({ conflicts, children }: QuietFrameProps): ReactElement {
  const { host, route } = useFieldServices();
  const missions = useStoreQueryPart('missions', null, frameMissionsOf);
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
  useLostFocus();

  const facts = useMemo(() => {
    const named = (mission: FrameMission): FrameMission =>
      mission.title === '' ? { ...mission, title: untitled } : mission;
    return {
      conflicts,
      missions: missions.kind === 'present' ? missions.result.map(named) : null,
      heldTexts: held.kind === 'present' ? held.result : noHeldTexts,
      accessNotices: notices.kind === 'present' ? notices.result : noAccessNotices,
      newDevices: devices.kind === 'present' ? devices.result.filter(({ isNew }) => isNew) : noNewDevices,
      onSimulate,
      onGoAnywhere,
      onKeys,
      onLock,
    };
  }, [conflicts, missions, held, devices, notices, untitled, onSimulate, onGoAnywhere, onKeys, onLock]);
  return (
    <FrameContext value={facts}>
      <RecordUndoProvider>
        <UnrecoverableNoticeProvider>
          <FieldDraftsProvider>{children}</FieldDraftsProvider>
        </UnrecoverableNoticeProvider>
      </RecordUndoProvider>
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

const frameMissionsOf = (missions: readonly MissionSummary[]): readonly FrameMission[] =>
  missions.map(({ changedAtMs: _changed, waiting: _waiting, ...mission }) => mission);

const noHeldTexts: FrameFacts['heldTexts'] = [];
const noAccessNotices: FrameFacts['accessNotices'] = [];
const noNewDevices: FrameFacts['newDevices'] = [];

/** Gathered keystrokes of a field are not saved, also after an earlier save. */
const markSavingWhileTyped = (status: StoreStatus, isTyped: boolean): StoreStatus =>
  isTyped ? { ...status, saving: true } : status;
