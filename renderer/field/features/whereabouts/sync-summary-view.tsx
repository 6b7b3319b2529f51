import type { ReactElement } from 'react';
import { isLong } from '#renderer/field/parts/progress-message.ts';
import { ProgressView } from '#renderer/field/parts/progress-view.tsx';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MeaningIcon, type Meaning } from '#renderer/ui/meaning.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { SummaryFactsView } from './summary-facts-view.tsx';
import type { SyncSummary } from './sync-summary.ts';
import './whereabouts.css';

interface SyncSummaryViewProps {
  readonly summary: SyncSummary;
  readonly onPause: (isPaused: boolean) => void;
  readonly onSimulate: (offline: boolean) => void;
}

/** In one look: is all at headquarters, what waits and what sending it costs, and is there a road. */
export function SyncSummaryView({ summary, onPause, onSimulate }: SyncSummaryViewProps): ReactElement {
  const say = useSay();
  const { records, changes, network } = summary;
  const meaning: Meaning = network.kind === 'refused' ? 'bad' : changes > 0 ? 'wait' : 'good';
  const longSync = network.kind === 'sending' && isLong(network.progress) ? network.progress : null;
  return (
    <Card label={say('whereabouts.summary.label')}>
      <p className="wh-headline" data-meaning={meaning}>
        <MeaningIcon meaning={meaning} />
        {say(headlineKey(network, longSync !== null, records), { count: records })}
      </p>
      <SummaryFactsView summary={summary} isInProgress={longSync !== null} />
      {longSync && (
        <div className="wh-progress">
          <ProgressView progress={longSync} />
        </div>
      )}
      <div className="wh-switches">
        <Switch
          label={say('sync.pause')}
          description={say('whereabouts.pause')}
          isOn={isPausedNow(network)}
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

/** What is only here, and what becomes of it. */
function headlineKey(network: SyncSummary['network'], isSending: boolean, records: number): MessageKey {
  if (records === 0) return 'whereabouts.summary';
  if (isPausedNow(network)) return 'sync.paused.summary';
  if (network.kind === 'refused' && network.code !== 'store') return 'sync.refused.summary';
  return isSending ? 'sync.sending.summary' : 'whereabouts.summary';
}

/** Also while the last request is still on the road. */
const isPausedNow = (network: SyncSummary['network']): boolean =>
  network.kind === 'paused' || (network.kind === 'sending' && network.pauses);
