import { History } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Banner, Button, EmptyState } from '#renderer/ui';
import { PackArrivalView } from './change-list-view.tsx';
import type { PackArrival, WriterNames } from './record-history.ts';
import type { PathDescription } from '#renderer/console/parts/describe-path.ts';
import './record-history-view.css';
import '../record.css';

/** Fetched changes of a record. */
export type RecordHistoryState =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'failed';
      readonly title: Message;
      readonly text: Message;
      readonly onTryAgain: () => void;
    }
  | { readonly kind: 'present'; readonly arrivals: readonly PackArrival[]; readonly isWhole: boolean };

interface RecordHistoryViewProps {
  readonly history: RecordHistoryState;
  readonly names: WriterNames;
  readonly labelOf: (path: string) => PathDescription;
}

const initialArrivalCount = 40;

/** History of a record: writer, change, time, device, place in the log, and former value. */
export function RecordHistoryView({ history, names, labelOf }: RecordHistoryViewProps): ReactElement {
  const translate = useTranslate();
  const [shown, setShown] = useState(initialArrivalCount);
  if (history.kind === 'loading') return <p className="console-quiet">{translate('console.loading')}</p>;
  if (history.kind === 'failed') {
    return (
      <Banner
        meaning="bad"
        title={translate(history.title)}
        actions={<Button onPress={history.onTryAgain}>{translate('ui.tryAgain')}</Button>}
      >
        {translate(history.text)}
      </Banner>
    );
  }
  if (history.arrivals.length === 0) {
    return <EmptyState icon={History} title={translate('console.history.empty')} />;
  }

  const rest = history.arrivals.length - shown;
  return (
    <div className="console-history">
      {history.arrivals.slice(0, shown).map((arrival) => (
        <PackArrivalView key={arrival.place} arrival={arrival} names={names} labelOf={labelOf} />
      ))}
      {rest > 0 && (
        <Button onPress={() => setShown(shown + initialArrivalCount)}>
          {translate('console.history.more', { count: rest })}
        </Button>
      )}
      {rest <= 0 && !history.isWhole && (
        <p className="console-quiet">{translate('console.history.notWhole')}</p>
      )}
    </div>
  );
}
