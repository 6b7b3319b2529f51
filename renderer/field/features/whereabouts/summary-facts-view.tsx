import type { ReactElement } from 'react';
import { retryingMessage } from '#renderer/field/parts/retrying-message.ts';
import { syncCodeMessage } from '#renderer/field/parts/sync-code-message.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { type Fact, Facts } from '#renderer/ui/facts.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { EstimateView } from './estimate-view.tsx';
import type { SyncSummary } from './sync-summary.ts';

interface SummaryFactsViewProps {
  readonly summary: SyncSummary;
  /** Progress is shown beside: it says what waits, and the cost is being paid. */
  readonly isInProgress: boolean;
}

/** What waits and what sending it costs, what headquarters has, what the road is like. */
export function SummaryFactsView({ summary, isInProgress }: SummaryFactsViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { changes, headquartersHasUpToMs, network, early, estimate } = summary;
  const cost: readonly Fact[] = estimate
    ? [
        {
          term: say(changes > 0 ? 'sync.estimate.title' : 'sync.estimate.nothing'),
          value: <EstimateView estimate={estimate} />,
        },
      ]
    : [];
  const waiting = [
    { term: say('whereabouts.summary.waiting'), value: say('frame.status.waiting', { count: changes }) },
    ...cost,
  ];
  return (
    <Facts
      facts={[
        ...(isInProgress ? [] : waiting),
        {
          term: say('whereabouts.summary.headquarters'),
          value:
            headquartersHasUpToMs === null ? (
              say('frame.status.headquarters.never')
            ) : (
              <RelativeTime atMs={headquartersHasUpToMs} show="moment" />
            ),
        },
        { term: say('frame.status.network.title'), value: say(networkMessage(network, format.time)) },
        ...(network.kind === 'refused'
          ? [{ term: say('whereabouts.parked.why'), value: say(syncCodeMessage(network.code)) }]
          : []),
        ...(early > 0
          ? [{ term: say('whereabouts.summary.early'), value: say('frame.status.early', { count: early }) }]
          : []),
      ]}
    />
  );
}

/** What the sync does now, in a sentence that also says what is safe. */
function networkMessage(network: SyncSummary['network'], time: (atMs: number) => string): Message {
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
      return retryingMessage(network, time);
    case 'refused':
      if (network.code === 'store') return { key: 'sync.stopped' };
      return { key: 'whereabouts.network.refused', values: { code: network.code } };
  }
}
