import type { ReactElement } from 'react';
import type { Comment } from '#domain/assessment/read-answer.ts';
import type { FormLine } from '#domain/instrument/form/form-lines.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { CommentView } from './comment-view.tsx';
import type { Contested } from './contested.ts';
import { ContestedView } from './contested-view.tsx';
import type { HeldChange } from './held-change.ts';
import { HeldView } from './held-view.tsx';
import { QuestionPointsView } from './question-points-view.tsx';
import type { RecordSources } from './record-sources.ts';
import './answer-view.css';
import './question-view.css';

interface FormLineViewProps {
  readonly line: FormLine;
  /** Of this question alone, as all that follows. */
  readonly comments: readonly Comment[];
  readonly contested: readonly Contested[];
  readonly held: readonly HeldChange[];
  readonly sources: RecordSources;
}

/** One question of a form with its answer, what the field remarked beside it and what headquarters asks about it. */
export function FormLineView(props: FormLineViewProps): ReactElement {
  const { line, comments, contested, held, sources } = props;
  const say = useSay();
  const { names, wordsOf, reviewing } = sources;
  return (
    <>
      {line.row !== '' && (
        <p className="console-answer-note">
          <bdi>{line.row}</bdi>
        </p>
      )}
      <h3 className="console-question-title" dir="auto">
        {line.question}
      </h3>
      <div className="console-question-body">
        <div className="console-answer">
          {line.answer === '' ? (
            <p className="console-answer-none">{say('console.answer.blank')}</p>
          ) : (
            <blockquote>
              {/* Beside its rule, whatever its letters. */}
              <div className="fb-own-direction" dir="auto">
                {line.answer}
              </div>
            </blockquote>
          )}
        </div>
        {contested.map((one) => (
          <ContestedView key={one.path} contested={one} what={say(wordsOf(one.path).what)} names={names} />
        ))}
        {held.length > 0 && (
          <HeldView changes={held} whatOf={(path) => say(wordsOf(path).what)} names={names} />
        )}
        {comments.map((comment) => (
          <CommentView key={comment.id} comment={comment} names={names} desk={reviewing?.desk ?? null} />
        ))}
        <QuestionPointsView question={line.place} sources={sources} />
      </div>
    </>
  );
}
