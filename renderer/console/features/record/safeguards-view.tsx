import type { ReactElement } from 'react';
import { signOffState } from '#domain/assessment/sign-off.ts';
import type { Document } from '#domain/document/document.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { AssessmentReading, QuestionReading } from './assessment-reading.ts';
import { QuestionOrReasonView } from './question-or-reason-view.tsx';
import type { RecordSources } from './record-sources.ts';
import type { Reviewing } from './reviewing.ts';
import { SignOffView } from './sign-off-view.tsx';
import { StepsView } from './steps-view.tsx';
import './dimension-view.css';
import './review.css';

interface SafeguardsViewProps {
  readonly document: Document;
  readonly assessment: AssessmentReading;
  readonly reviewing: Reviewing;
  readonly sources: RecordSources;
}

/** Human rights and oversight, gender and inclusion: the dimensions that an adviser answers for (domain.md A3). */
const adviserDimensions: readonly string[] = ['D7', 'D8'];

/** What an adviser looks at before anything else: the gates, D7 and D8, on one page, and the signature. */
export function SafeguardsView(props: SafeguardsViewProps): ReactElement {
  const { document, assessment, reviewing, sources } = props;
  const say = useSay();
  const { review, desk } = reviewing;
  return (
    <div className="console-dimension">
      <header>
        <h2 className="console-part-title">{say('desk.safeguards.title')}</h2>
        <p>{say('desk.safeguards.text')}</p>
      </header>
      <SignOffView review={review} state={signOffState(document)} names={sources.names} />
      <StepsView document={document} desk={{ ...desk, rights: { ...desk.rights, steps: false } }} />
      {safeguardsOf(assessment).map((question) => (
        <QuestionOrReasonView key={question.indicator.id} question={question} sources={sources} />
      ))}
    </div>
  );
}

function safeguardsOf({ dimensions }: AssessmentReading): readonly QuestionReading[] {
  return dimensions
    .flatMap(({ dimension, questions }) =>
      questions.filter(({ indicator }) => indicator.gate || adviserDimensions.includes(dimension.code)),
    )
    .filter(({ asked, lastWrite }) => asked.kind !== 'otherType' || lastWrite !== null);
}
