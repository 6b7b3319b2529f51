import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { CollapsedLine } from '#renderer/ui/collapsed-line.tsx';
import type { DimensionReading, QuestionReading } from './assessment-reading.ts';
import { QuestionView } from './question-view.tsx';
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
          <QuestionOrReason key={question.indicator.id} question={question} sources={sources} />
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

interface QuestionOrReasonProps {
  readonly question: QuestionReading;
  readonly sources: RecordSources;
}

/** What a rule hides is one line with its reason; what was recorded there all the same stays to be seen. */
function QuestionOrReason({ question, sources }: QuestionOrReasonProps): ReactElement {
  const say = useSay();
  const { asked, indicator, lastWrite } = question;
  const isHidden = asked.kind === 'skipped' || asked.kind === 'otherType';
  if (!isHidden) return <QuestionView question={question} sources={sources} />;
  return (
    <>
      <CollapsedLine>
        <b className="fb-numbers">{indicator.id}</b> <bdi>{indicator.title}</bdi>
        {' · '}
        {asked.kind === 'skipped' ? <bdi>{asked.why.note}</bdi> : say('console.question.otherTypeOne')}
      </CollapsedLine>
      {lastWrite !== null && <QuestionView question={question} sources={sources} />}
    </>
  );
}
