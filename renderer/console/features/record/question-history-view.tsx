import { ChevronDown, ChevronUp } from 'lucide-react';
import { type ReactElement, useId, useState } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import type { QuestionReading } from './assessment-reading.ts';
import { ChangeListView } from './change-list-view.tsx';
import { changesBelow } from './history.ts';
import type { RecordSources } from './record-sources.ts';
import { WriterView } from './writer-view.tsx';
import './question-history-view.css';
import './record.css';

interface QuestionHistoryViewProps {
  readonly question: QuestionReading;
  readonly sources: RecordSources;
}

/** Who touched a question last; all changes of it on demand, where the question stands. */
export function QuestionHistoryView({ question, sources }: QuestionHistoryViewProps): ReactElement | null {
  const say = useSay();
  const [isOpen, setIsOpen] = useState(false);
  const { lastWrite, indicator } = question;
  if (lastWrite === null) return null;

  return (
    <footer className="console-question-foot">
      <div>
        <span>
          {say('console.question.last')} <WriterView device={lastWrite.device} names={sources.names} />
          {' · '}
          <RelativeTime atMs={lastWrite.atMs} show="moment" />
        </span>
        <Button
          kind="quiet"
          icon={isOpen ? ChevronUp : ChevronDown}
          label={say(isOpen ? 'console.question.hideHistory' : 'console.question.showHistory', {
            question: indicator.id,
          })}
          onPress={() => setIsOpen(!isOpen)}
        >
          {say('console.part.history')}
        </Button>
      </div>
      {isOpen && <ChangesOf question={question} sources={sources} />}
    </footer>
  );
}

function ChangesOf({ question, sources }: QuestionHistoryViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const titleId = useId();
  const { history, names, wordsOf } = sources;
  if (history.kind === 'loading') return <p className="console-quiet">{say('console.loading')}</p>;
  if (history.kind === 'failed') return <p className="console-quiet">{say(history.title)}</p>;
  return (
    <section aria-labelledby={titleId} className="console-question-changes">
      <h4 className="fb-hidden" id={titleId}>
        {say('console.question.historyOf', { question: question.indicator.id })}
      </h4>
      {changesBelow(history.arrivals, `answers/${question.indicator.id}/`).map((arrival) => (
        <div key={arrival.place}>
          <p className="console-question-arrival">
            <WriterView device={arrival.device} names={names} />
            {' · '}
            {say('console.history.place', { place: format.number(arrival.place) })}
          </p>
          <ChangeListView changes={arrival.changes} wordsOf={wordsOf} showsSubject={false} />
        </div>
      ))}
    </section>
  );
}
