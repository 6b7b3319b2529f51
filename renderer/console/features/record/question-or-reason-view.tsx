import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { CollapsedLine } from '#renderer/ui/collapsed-line.tsx';
import type { QuestionReading } from './assessment-reading.ts';
import { QuestionView } from './question-view.tsx';
import type { RecordSources } from './record-sources.ts';

interface QuestionOrReasonViewProps {
  readonly question: QuestionReading;
  readonly sources: RecordSources;
}

/** What a rule hides is one line with its reason; what was recorded there all the same stays to be seen. */
export function QuestionOrReasonView({ question, sources }: QuestionOrReasonViewProps): ReactElement {
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
