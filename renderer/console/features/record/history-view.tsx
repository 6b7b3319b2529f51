import { History } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { ChangeListView } from './change-list-view.tsx';
import type { Arrival } from './history.ts';
import type { Names } from './names.ts';
import type { PathWords } from './path-words.ts';
import { WriterView } from './writer-view.tsx';
import './history-view.css';
import './record.css';

/** The changes of a record, as far as they have been fetched. */
export type RecordHistory =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'failed';
      readonly title: Message;
      readonly text: Message;
      readonly onTryAgain: () => void;
    }
  | { readonly kind: 'present'; readonly arrivals: readonly Arrival[]; readonly isWhole: boolean };

interface HistoryViewProps {
  readonly history: RecordHistory;
  readonly names: Names;
  readonly wordsOf: (path: string) => PathWords;
}

const shownAtFirst = 40;

/** Who changed what, when, from which device, at which place in the log, and what it was before. */
export function HistoryView({ history, names, wordsOf }: HistoryViewProps): ReactElement {
  const say = useSay();
  const [shown, setShown] = useState(shownAtFirst);
  if (history.kind === 'loading') return <p className="console-quiet">{say('console.loading')}</p>;
  if (history.kind === 'failed') {
    return (
      <Banner
        meaning="bad"
        title={say(history.title)}
        actions={<Button onPress={history.onTryAgain}>{say('ui.tryAgain')}</Button>}
      >
        {say(history.text)}
      </Banner>
    );
  }
  if (history.arrivals.length === 0) {
    return <EmptyState icon={History} title={say('console.history.empty')} />;
  }

  const rest = history.arrivals.length - shown;
  return (
    <div className="console-history">
      {history.arrivals.slice(0, shown).map((arrival) => (
        <ArrivalCard key={arrival.place} arrival={arrival} names={names} wordsOf={wordsOf} />
      ))}
      {rest > 0 && (
        <Button onPress={() => setShown(shown + shownAtFirst)}>
          {say('console.history.more', { count: rest })}
        </Button>
      )}
      {rest <= 0 && !history.isWhole && <p className="console-quiet">{say('console.history.notWhole')}</p>}
    </div>
  );
}

interface ArrivalCardProps {
  readonly arrival: Arrival;
  readonly names: Names;
  readonly wordsOf: (path: string) => PathWords;
}

function ArrivalCard({ arrival, names, wordsOf }: ArrivalCardProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { place, device, changes, receivedAtMs } = arrival;
  return (
    <article className="console-arrival">
      <header>
        <h3>
          <WriterView device={device} names={names} />
        </h3>
        <span>
          {say('console.history.arrived')} <RelativeTime atMs={receivedAtMs} show="moment" />
          {' · '}
          <span title={say('console.history.place.explained')}>
            {say('console.history.place', { place: format.number(place) })}
          </span>
        </span>
      </header>
      <ChangeListView changes={changes} wordsOf={wordsOf} showsSubject />
    </article>
  );
}
