import { History } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ArrivalView } from './arrival-view.tsx';
import type { Arrival } from './history.ts';
import type { Names } from './names.ts';
import type { PathWords } from '#renderer/console/parts/path-words.ts';
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
        <ArrivalView key={arrival.place} arrival={arrival} names={names} wordsOf={wordsOf} />
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
