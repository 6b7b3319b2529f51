import { FilePen, HardDrive, type LucideIcon, Pause, Unplug, WifiOff } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { syncRetryMessage } from '#renderer/field/parts/sync-code-messages.ts';
import { isLongSync, syncProgressMessage } from '#renderer/field/parts/sync-messages.ts';
import { SyncProgressView } from '#renderer/field/parts/sync-progress-view.tsx';
import type { UnsavedTextLine } from '#renderer/field/parts/unsaved-texts-view.tsx';
import { type LanguageFormat, type Message, type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { Button, StatusBar, type StatusMeaning, StatusPart, Switch, TextLink, useNowMs } from '#renderer/ui';
import { type StatusFacts, saveFailureKeys } from './status-facts.ts';

interface StatusBarViewProps {
  readonly facts: StatusFacts;
  /** Texts that no record has. */
  readonly unsavedTexts: readonly UnsavedTextLine[];
  /** A text waits until the person has checked it for personal data. */
  readonly hasHeldText: boolean;
  readonly onSync: () => void;
  readonly onPause: (isPaused: boolean) => void;
  /** Null outside a demonstration. */
  readonly onSimulate: ((offline: boolean) => void) | null;
}

/** Saved work, waiting changes, changes at headquarters and the network; each part explains itself. */
export function StatusBarView(props: StatusBarViewProps): ReactElement {
  const { facts, unsavedTexts, hasHeldText, onSync, onPause, onSimulate } = props;
  return (
    <StatusBar
      start={
        <>
          {unsavedTexts.length > 0 && facts.saved.kind !== 'failed' ? (
            <UnsavedTextsStatus texts={unsavedTexts} saved={facts.saved} />
          ) : (
            <SavedStatusView saved={facts.saved} />
          )}
          <WaitingStatus
            waiting={facts.waiting}
            hasHeldText={hasHeldText}
            isPaused={facts.network.kind === 'paused'}
            onSync={onSync}
          />
        </>
      }
      end={
        <>
          <ServerStatus upToMs={facts.serverHasUpToMs} early={facts.outOfOrder} />
          <NetworkStatusView
            network={facts.network}
            onSync={onSync}
            onPause={onPause}
            onSimulate={onSimulate}
          />
        </>
      }
    />
  );
}

interface UnsavedTextsStatusProps {
  readonly texts: readonly UnsavedTextLine[];
  readonly saved: StatusFacts['saved'];
}

/** Texts in the list; the rest are under sync status. */
const mostTextsShown = 5;

/** Texts that no record has. In place of "saved": with one of them, not everything is. */
function UnsavedTextsStatus({ texts, saved }: UnsavedTextsStatusProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <StatusPart
      meaning="wait"
      icon={FilePen}
      text={translate('frame.status.drafts', { count: texts.length })}
      title={translate('frame.status.drafts.title')}
    >
      <ul className="fb-status-list">
        {texts.slice(0, mostTextsShown).map(({ id, label, reason, href }) => (
          <li key={id}>
            <TextLink href={href}>
              <bdi>{label || translate('frame.draft.unnamed')}</bdi>
            </TextLink>{' '}
            · {translate(reason)}
          </li>
        ))}
      </ul>
      <p>{translate('frame.status.drafts.explained')}</p>
      {saved.kind === 'saved' && (
        <p>{translate('frame.status.drafts.rest', { time: format.timeWithSeconds(saved.atMs) })}</p>
      )}
      <DeliveryStatusLink />
    </StatusPart>
  );
}

interface SavedStatusViewProps {
  readonly saved: StatusFacts['saved'];
}

/** Whether a person's work is on this laptop's disk (D1). */
const SavedStatusView = memo(function SavedStatusView({ saved }: SavedStatusViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  switch (saved.kind) {
    case 'nothing':
      return (
        <StatusPart
          text={translate('frame.status.nothingWritten')}
          title={translate('frame.status.nothingWritten')}
        >
          {translate('frame.status.nothingWritten.explained')}
        </StatusPart>
      );
    case 'saving':
      return (
        <StatusPart
          meaning="info"
          text={translate('frame.status.saving')}
          title={translate('frame.status.saving.title')}
        >
          {translate('frame.status.saving.explained')}
        </StatusPart>
      );
    case 'failed':
      return (
        <StatusPart
          meaning="bad"
          text={translate('frame.status.notSaved')}
          title={translate('frame.status.notSaved.title')}
        >
          {translate(saveFailureKeys[saved.code].text)}
        </StatusPart>
      );
    case 'saved': {
      const { text, explained } = savedStatusKeys[saved.how];
      return (
        <StatusPart
          {...(saved.how === 'journal' ? { meaning: 'good' } : { meaning: 'wait', icon: HardDrive })}
          text={translate(text, { time: format.timeWithSeconds(saved.atMs) })}
          title={translate('frame.status.saved.title')}
        >
          {translate(explained)}
        </StatusPart>
      );
    }
  }
});

const savedStatusKeys = {
  journal: { text: 'frame.status.saved', explained: 'frame.status.saved.explained' },
  noJournal: { text: 'frame.status.saved.noJournal', explained: 'frame.status.saved.noJournalExplained' },
  lastRoom: { text: 'frame.status.saved.lastRoom', explained: 'frame.status.saved.lastRoomExplained' },
} as const satisfies {
  readonly [how in string]: { readonly text: MessageKey; readonly explained: MessageKey };
};

interface NetworkStatusViewProps {
  readonly network: StatusFacts['network'];
  readonly onSync: () => void;
  readonly onPause: (isPaused: boolean) => void;
  /** Null outside a demonstration. */
  readonly onSimulate: ((offline: boolean) => void) | null;
}

/**
 * Connection to headquarters, progress of a sync, and the switches that pause it or simulate work without a
 * network.
 */
const NetworkStatusView = memo(function NetworkStatusView(props: NetworkStatusViewProps): ReactElement {
  const { network, onSync, onPause, onSimulate } = props;
  const translate = useTranslate();
  const format = useFormat();
  const { meaning, icon }: NetworkLook = networkLooks[network.kind];
  const isPausing = network.kind === 'sending' && network.pauses;
  return (
    <StatusPart
      text={translate(isPausing ? { key: 'sync.pausing' } : networkLineMessage(network, format))}
      meaning={meaning}
      icon={icon}
      title={translate('frame.status.network.title')}
    >
      <p>
        {network.kind === 'retrying'
          ? translate(syncRetryMessage(network, format.time))
          : translate(isPausing ? { key: 'sync.pausing.explained' } : networkExplanationMessage(network))}
      </p>
      {network.kind === 'sending' && isLongSync(network.progress) && (
        <SyncProgressView progress={network.progress} />
      )}
      {network.kind !== 'simulated' && network.kind !== 'sending' && (
        <Button onPress={onSync}>{translate('frame.sync.now')}</Button>
      )}
      <Switch
        label={translate('sync.pause')}
        isOn={network.kind === 'paused' || isPausing}
        onChange={onPause}
        isDisabled={network.kind === 'simulated'}
      />
      {onSimulate && (
        <Switch
          label={translate('frame.rail.simulateNoNetwork')}
          isOn={network.kind === 'simulated'}
          onChange={onSimulate}
        />
      )}
    </StatusPart>
  );
});

function networkLineMessage(network: StatusFacts['network'], format: LanguageFormat): Message {
  if (network.kind === 'sending') return syncProgressMessage(network.progress, format);
  return { key: isOwnDatabaseFault(network) ? 'sync.stopped' : networkLooks[network.kind].text };
}

const networkExplanationMessage = (network: StatusFacts['network']): Message => ({
  key: isOwnDatabaseFault(network) ? 'sync.code.store' : networkLooks[network.kind].explained,
});

/** The cause is this laptop's own database, not a refusal of headquarters. */
const isOwnDatabaseFault = (network: StatusFacts['network']): boolean =>
  network.kind === 'refused' && network.code === 'store';

interface NetworkLook {
  readonly text: MessageKey;
  readonly explained: MessageKey;
  readonly meaning?: StatusMeaning;
  readonly icon?: LucideIcon;
}

const networkLooks = {
  none: {
    text: 'frame.status.network.none',
    explained: 'frame.status.network.noneExplained',
    meaning: 'wait',
    icon: WifiOff,
  },
  simulated: {
    text: 'frame.status.network.simulated',
    explained: 'frame.status.network.simulatedExplained',
    meaning: 'wait',
    icon: WifiOff,
  },
  ready: { text: 'frame.status.network.ready', explained: 'frame.status.network.readyExplained' },
  paused: { text: 'sync.paused', explained: 'sync.paused.explained', meaning: 'wait', icon: Pause },
  sending: {
    text: 'frame.status.network.syncing',
    explained: 'frame.status.network.syncingExplained',
    meaning: 'info',
  },
  retrying: {
    text: 'frame.status.network.retrying',
    explained: 'frame.status.network.noneExplained',
    meaning: 'wait',
    icon: Unplug,
  },
  refused: {
    text: 'frame.status.network.refused',
    explained: 'frame.status.network.refusedExplained',
    meaning: 'bad',
  },
} as const satisfies { readonly [K in StatusFacts['network']['kind']]: NetworkLook };

interface WaitingStatusProps {
  readonly waiting: StatusFacts['waiting'];
  readonly hasHeldText: boolean;
  readonly isPaused: boolean;
  readonly onSync: () => void;
}

const WaitingStatus = memo(function WaitingStatus(props: WaitingStatusProps): ReactElement {
  const {
    waiting: { changes, records, bytes },
    hasHeldText,
    isPaused,
    onSync,
  } = props;
  const translate = useTranslate();
  const format = useFormat();
  const text =
    changes === 0
      ? translate('frame.status.waiting', { count: 0 })
      : translate('frame.status.waiting.withSize', { count: records, size: format.bytes(bytes) });
  const hasWaiting = hasHeldText ? 'frame.status.waiting.held' : 'frame.status.waiting.explained';
  const explained = isPaused && changes > 0 ? 'sync.paused.waiting' : hasWaiting;
  return (
    <StatusPart
      meaning={changes === 0 ? 'good' : 'wait'}
      text={text}
      title={translate('frame.status.waiting.title')}
    >
      <p>{translate(explained, { count: changes })}</p>
      <DeliveryStatusLink />
      <Button onPress={onSync}>{translate('frame.sync.now')}</Button>
    </StatusPart>
  );
});

interface ServerStatusProps {
  readonly upToMs: number | null;
  readonly early: number;
}

const ServerStatus = memo(function ServerStatus({ upToMs, early }: ServerStatusProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const nowMs = useNowMs();
  return (
    <StatusPart
      text={
        upToMs === null
          ? translate('frame.status.headquarters.never')
          : translate('frame.status.headquarters', { time: format.moment(upToMs, nowMs) })
      }
      title={translate('frame.status.headquarters.title')}
    >
      <p>
        {upToMs === null
          ? translate('frame.status.headquarters.neverExplained')
          : translate('frame.status.headquarters.explained', { time: format.exact(upToMs) })}
      </p>
      {early > 0 && <p>{translate('frame.status.early', { count: early })}</p>}
      <DeliveryStatusLink />
    </StatusPart>
  );
});

function DeliveryStatusLink(): ReactElement {
  return (
    <TextLink href={fieldAddressOf({ screen: 'whereabouts' })}>
      {useTranslate()('frame.status.whereItIs')}
    </TextLink>
  );
}
