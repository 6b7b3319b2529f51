import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { AboveEvidenceView } from './above-evidence-view.tsx';
import { AnswerView } from './answer-view.tsx';
import type { QuestionReading } from './assessment-reading.ts';
import { CommentView } from './comment-view.tsx';
import { ContestedView } from './contested-view.tsx';
import { EvidenceView } from './evidence-view.tsx';
import { HeldView } from './held-view.tsx';
import { QuestionHistoryView } from './question-history-view.tsx';
import type { RecordSources } from './record-sources.ts';
import { QuestionPointsView } from './question-points-view.tsx';
import './question-view.css';
import './record.css';

interface QuestionViewProps {
  readonly question: QuestionReading;
  readonly sources: RecordSources;
}

/** One question with all that was recorded for it; to read, not to change. */
export function QuestionView({ question, sources }: QuestionViewProps): ReactElement {
  const say = useSay();
  const { indicator, contested, held, comments } = question;
  const { names, wordsOf } = sources;
  return (
    <Card label={`${indicator.id} ${indicator.title}`} question={indicator.id}>
      <h3 className="console-question-title" dir="auto">
        <span className="console-code">{indicator.id}</span>
        {indicator.title}
        {indicator.gate && <Pill text={say('console.question.gate')} meaning="accent" />}
      </h3>
      <p className="console-question-text" dir="auto">
        {indicator.question}
      </p>
      <div className="console-question-body">
        <AnswerView question={question} />
        {contested.map((one) => (
          <ContestedView key={one.path} contested={one} what={say(wordsOf(one.path).what)} names={names} />
        ))}
        {held.length > 0 && (
          <HeldView changes={held} whatOf={(path) => say(wordsOf(path).what)} names={names} />
        )}
        {question.aboveEvidence !== null && (
          <AboveEvidenceView
            rating={question.aboveEvidence}
            name={indicator.id}
            names={names}
            desk={sources.reviewing?.desk ?? null}
          />
        )}
        <EvidenceView evidence={question.evidence} />
        {comments.map((comment) => (
          <CommentView
            key={comment.id}
            comment={comment}
            names={names}
            desk={sources.reviewing?.desk ?? null}
          />
        ))}
        <QuestionPointsView question={indicator.id} sources={sources} />
      </div>
      <QuestionHistoryView question={question} sources={sources} />
    </Card>
  );
}
