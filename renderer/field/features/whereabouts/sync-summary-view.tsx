import type { ReactElement } from 'react';
import type { StatusFacts } from '#renderer/field/app/status-facts.ts';
import { ProgressView } from '#renderer/field/parts/progress-view.tsx';
import { syncCodeMessage } from '#renderer/field/parts/sync-code-message.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { MeaningIcon, type Meaning } from '#renderer/ui/meaning.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import type { Estimate } from '#sync/client/estimate.ts';
import { EstimateView } from './estimate-view.tsx';
import './whereabouts.css';

/** Where this laptop stands with headquarters. */
export interface SyncSummary {
  /** Records with changes that are only here. */
  readonly records: number;
  readonly changes: number;
  readonly headquartersHasUpToMs: number | null;
  readonly network: StatusFacts['network'];
  /** Changes of colleagues that wait for an earlier one (M6). */
  readonly early: number;
  /** What a sync would cost now; null until it is known. */
  readonly estimate: Estimate | null;
}

interface SyncSummaryViewProps {
  readonly summary: SyncSummary;
  readonly onPause: (isPaused: boolean) => void;
  readonly onSimulate: (offline: boolean) => void;
}

/** In one look: is all at headquarters, what waits and what sending it costs, and is there a road. */
export function SyncSummaryView({ summary, onPause, onSimulate }: SyncSummaryViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { records, changes, headquartersHasUpToMs, network, early, estimate } = summary;
  const meaning: Meaning = network.kind === 'refused' ? 'bad' : changes > 0 ? 'wait' : 'good';
  const isPaused = network.kind === 'paused' || (network.kind === 'sending' && network.pauses);
  const headline = isPaused && records > 0 ? 'sync.paused.summary' : 'whereabouts.summary';
  return (
    <Card label={say('whereabouts.summary.label')}>
      <p className="wh-headline" data-meaning={meaning}>
        <MeaningIcon meaning={meaning} />
        {say(headline, { count: records })}
      </p>
      <Facts
        facts={[
          {
            term: say('whereabouts.summary.waiting'),
            value: say('frame.status.waiting', { count: changes }),
          },
          ...(network.kind !== 'sending' && estimate
            ? [
                {
                  term: say(changes > 0 ? 'sync.estimate.title' : 'sync.estimate.nothing'),
                  value: <EstimateView estimate={estimate} />,
                },
              ]
            : []),
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
      {network.kind === 'sending' && (
        <div className="wh-progress">
          <ProgressView progress={network.progress} />
        </div>
      )}
      <div className="wh-switches">
        <Switch
          label={say('sync.pause')}
          description={say('whereabouts.pause')}
          isOn={isPaused}
          onChange={onPause}
          isDisabled={network.kind === 'simulated'}
        />
        <Switch
          label={say('frame.rail.simulateNoNetwork')}
          description={say('whereabouts.simulate')}
          isOn={network.kind === 'simulated'}
          onChange={onSimulate}
        />
      </div>
    </Card>
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
      return { key: 'frame.status.network.retryingExplained', values: { time: time(network.untilMs) } };
    case 'refused':
      return { key: 'whereabouts.network.refused', values: { code: network.code } };
  }
}
