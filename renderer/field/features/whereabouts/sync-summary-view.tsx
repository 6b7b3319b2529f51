import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Facts } from '#renderer/ui/facts.tsx';
import { MeaningIcon, type Meaning } from '#renderer/ui/meaning.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import './whereabouts.css';

/** Where this laptop stands with headquarters. */
export interface SyncSummary {
  /** Records with changes that are only here. */
  readonly records: number;
  readonly changes: number;
  readonly bytes: number;
  readonly headquartersHasUpToMs: number | null;
  readonly network:
    | { readonly kind: 'none' | 'simulated' | 'ready' | 'sending' }
    | { readonly kind: 'retrying'; readonly untilMs: number }
    | { readonly kind: 'refused'; readonly code: string };
  /** Changes of colleagues that wait for an earlier one (M6). */
  readonly early: number;
}

interface SyncSummaryViewProps {
  readonly summary: SyncSummary;
  readonly onSimulate: (offline: boolean) => void;
}

/** In one look: is all at headquarters, what waits, and is there a road. */
export function SyncSummaryView({ summary, onSimulate }: SyncSummaryViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { records, changes, bytes, headquartersHasUpToMs, network, early } = summary;
  const meaning: Meaning = network.kind === 'refused' ? 'bad' : changes > 0 ? 'wait' : 'good';
  return (
    <Card label={say('whereabouts.summary.label')}>
      <p className="wh-headline" data-meaning={meaning}>
        <MeaningIcon meaning={meaning} />
        {say('whereabouts.summary', { count: records })}
      </p>
      <Facts
        facts={[
          {
            term: say('whereabouts.summary.waiting'),
            value:
              changes === 0
                ? say('frame.status.waiting', { count: 0 })
                : say('frame.status.waiting.withSize', { count: changes, size: format.bytes(bytes) }),
          },
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
          ...(early > 0
            ? [{ term: say('whereabouts.summary.early'), value: say('frame.status.early', { count: early }) }]
            : []),
        ]}
      />
      <div className="wh-switch">
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
    case 'sending':
      return { key: 'frame.status.network.syncingExplained' };
    case 'retrying':
      return { key: 'frame.status.network.retryingExplained', values: { time: time(network.untilMs) } };
    case 'refused':
      return { key: 'whereabouts.network.refused', values: { code: network.code } };
  }
}
