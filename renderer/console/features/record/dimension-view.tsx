import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { CollapsedLine } from '#renderer/ui/collapsed-line.tsx';
import type { DimensionReading } from './assessment-reading.ts';
import { QuestionOrReasonView } from './question-or-reason-view.tsx';
import type { RecordSources } from './record-sources.ts';
import './dimension-view.css';
import './record.css';

interface DimensionViewProps {
  readonly reading: DimensionReading;
  readonly sources: RecordSources;
}

/** The questions of one dimension on one page, as the assessor has them. */
export function DimensionView({ reading, sources }: DimensionViewProps): ReactElement {
  const say = useSay();
  const { dimension, questions } = reading;
  const notAsked = questions.filter(
    ({ asked, lastWrite }) => asked.kind === 'otherType' && lastWrite === null,
  );
  return (
    <div className="console-dimension">
      <header>
        <h2 className="console-part-title" dir="auto">
          <span className="console-dimension-code">{dimension.code}</span> {dimension.title}
        </h2>
        <p dir="auto">{dimension.purpose}</p>
      </header>
      {questions
        .filter((question) => !notAsked.includes(question))
        .map((question) => (
          <QuestionOrReasonView key={question.indicator.id} question={question} sources={sources} />
        ))}
      {notAsked.length > 0 && (
        <CollapsedLine>
          {say('console.question.otherType', {
            count: notAsked.length,
            questions: notAsked.map(({ indicator }) => indicator.id).join(', '),
          })}
        </CollapsedLine>
      )}
    </div>
  );
}
