import type { ReactElement } from 'react';
import { syncCodeMessage, syncRetryMessage } from '#renderer/field/parts/sync-code-messages.ts';
import { isLongSync } from '#renderer/field/parts/sync-messages.ts';
import { SyncProgressView } from '#renderer/field/parts/sync-progress-view.tsx';
import { type Message, type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import {
  Card,
  FactList,
  type FactListItem,
  MeaningIcon,
  RelativeTime,
  type StatusMeaning,
  Switch,
  TextLink,
  useNowMs,
} from '#renderer/ui';
import type { SyncSummary } from './delivery-rows.ts';
import './delivery-status.css';

interface SyncSummaryViewProps {
  readonly summary: SyncSummary;
  readonly onPause: (isPaused: boolean) => void;
  /** Null outside a demonstration. */
  readonly onSimulate: ((offline: boolean) => void) | null;
}

/** Summary: whether headquarters has everything, waiting changes and their cost, and the connection. */
export function SyncSummaryView({ summary, onPause, onSimulate }: SyncSummaryViewProps): ReactElement {
  const translate = useTranslate();
  const { changes, network } = summary;
  const statusMeaning: StatusMeaning = network.kind === 'refused' ? 'bad' : changes > 0 ? 'wait' : 'good';
  const longSync = network.kind === 'sending' && isLongSync(network.progress) ? network.progress : null;
  return (
    <Card label={translate('whereabouts.summary.label')}>
      <p className="wh-headline" data-meaning={statusMeaning}>
        <MeaningIcon meaning={statusMeaning} />
        {translate(syncHeadline(summary, longSync !== null))}
      </p>
      <SyncFactsView summary={summary} isInProgress={longSync !== null} />
      {longSync && (
        <div className="wh-progress">
          <SyncProgressView progress={longSync} />
        </div>
      )}
      <div className="wh-switches">
        <Switch
          label={translate('sync.pause')}
          description={translate('whereabouts.pause')}
          isOn={isSyncPaused(network)}
          onChange={onPause}
          isDisabled={network.kind === 'simulated'}
        />
        {onSimulate && (
          <Switch
            label={translate('frame.rail.simulateNoNetwork')}
            description={translate('whereabouts.simulate')}
            isOn={network.kind === 'simulated'}
            onChange={onSimulate}
          />
        )}
      </div>
    </Card>
  );
}

interface SyncFactsViewProps {
  readonly summary: SyncSummary;
  /** Progress is shown beside it: it has the waiting changes, and the cost is being spent. */
  readonly isInProgress: boolean;
}

/** Waiting changes and their cost, changes at headquarters, and the connection. */
function SyncFactsView({ summary, isInProgress }: SyncFactsViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const {
    changes,
    records,
    serverHasUpToMs: headquartersHasUpToMs,
    network,
    outOfOrder: early,
    estimate,
    toCheck,
  } = summary;
  const cost: readonly FactListItem[] = estimate
    ? [
        {
          term: translate(changes > 0 ? 'sync.estimate.title' : 'sync.estimate.nothing'),
          value: <SyncEstimateView estimate={estimate} />,
        },
      ]
    : [];
  const waitingItems = [
    {
      term: translate('whereabouts.summary.waiting'),
      value: translate('frame.status.waiting', { count: changes === 0 ? 0 : Math.max(1, records) }),
    },
    ...cost,
  ];
  return (
    <FactList
      facts={[
        ...(isInProgress ? [] : waitingItems),
        ...(toCheck === null
          ? []
          : [
              {
                term: translate('whereabouts.summary.toCheck.term'),
                value: (
                  <TextLink href={toCheck.href}>
                    {translate('check.held.title', { count: toCheck.count })}
                  </TextLink>
                ),
              },
            ]),
        {
          term: translate('whereabouts.summary.headquarters'),
          value:
            headquartersHasUpToMs === null ? (
              translate('frame.status.headquarters.never')
            ) : (
              <RelativeTime atMs={headquartersHasUpToMs} show="moment" />
            ),
        },
        {
          term: translate('frame.status.network.title'),
          value: translate(syncNetworkMessage(network, format.time)),
        },
        ...(network.kind === 'refused'
          ? [{ term: translate('whereabouts.parked.why'), value: translate(syncCodeMessage(network.code)) }]
          : []),
        ...(early > 0
          ? [
              {
                term: translate('whereabouts.summary.early'),
                value: translate('frame.status.early', { count: early }),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Activity of the sync, in a sentence that also names the safe state. */
function syncNetworkMessage(network: SyncSummary['network'], time: (atMs: number) => string): Message {
  switch (network.kind) {
    case 'none':
      return { key: 'frame.status.network.noneExplained' };
    case 'simulated':
      return { key: 'whereabouts.network.simulated' };
    case 'ready':
      return { key: 'frame.status.network.readyExplained' };
    case 'paused':
      return { key: 'sync.paused.explained' };
    case 'sending':
      return { key: network.pauses ? 'sync.pausing.explained' : 'frame.status.network.syncingExplained' };
    case 'retrying':
      return syncRetryMessage(network, time);
    case 'refused':
      if (network.code === 'store') return { key: 'sync.stopped' };
      return { key: 'whereabouts.network.refused', values: { code: network.code } };
  }
}

interface SyncEstimateViewProps {
  readonly estimate: NonNullable<SyncSummary['estimate']>;
}

/** Cost of a sync before it begins, and that colleagues' changes come on top. */
function SyncEstimateView({ estimate }: SyncEstimateViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const nowMs = useNowMs();
  const { bytesUp, requests, takesMs, measuredAtMs } = estimate;
  const cost = { count: requests, size: format.bytes(bytesUp) };
  return (
    <>
      {takesMs === null || measuredAtMs === null
        ? translate('sync.estimate.cost', cost)
        : translate('sync.estimate.costAndTime', {
            ...cost,
            time: format.duration(takesMs),
            when: format.moment(measuredAtMs, nowMs),
          })}
      <div className="wh-faint">{translate('sync.estimate.more')}</div>
    </>
  );
}

/** Headline about changes that are only here, and their next step: a person's check is none of the network. */
function syncHeadline({ network, records, toCheck }: SyncSummary, isSending: boolean): Message {
  const ofRecords = (key: MessageKey): Message => ({ key, values: { count: records } });
  if (records === 0) return ofRecords('whereabouts.summary');
  if (isSyncPaused(network)) return ofRecords('sync.paused.summary');
  if (network.kind === 'refused' && network.code !== 'store') return ofRecords('sync.refused.summary');
  if (isSending) return ofRecords('sync.sending.summary');
  return toCheck === null
    ? ofRecords('whereabouts.summary')
    : { key: 'whereabouts.summary.toCheck', values: { count: toCheck.count } };
}

/** Also while the last request is under way. */
const isSyncPaused = (network: SyncSummary['network']): boolean =>
  network.kind === 'paused' || (network.kind === 'sending' && network.pauses);
