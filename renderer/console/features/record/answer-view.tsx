import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import type { QuestionReading } from './assessment-reading.ts';
import { answerStateKeys, confidenceKeys } from './value-words.ts';
import './answer-view.css';

/** What was answered: the level with the words that were chosen, or why there is none; then why. */
export function AnswerView({ question }: { readonly question: QuestionReading }): ReactElement {
  const say = useSay();
  const { answer, asked, rationale, confidence, indicator } = question;
  return (
    <div className="console-answer">
      {answer.level !== undefined && (
        <div className="console-answer-level">
          <LevelChip level={answer.level} />
          <p dir="auto">{indicator.levels[answer.level - 1]}</p>
        </div>
      )}
      {answer.level === undefined && asked.kind === 'proposed' && (
        <p className="console-answer-none">{say('console.answer.proposed', { level: asked.level })}</p>
      )}
      {answer.level === undefined && asked.kind !== 'proposed' && (
        <p className="console-answer-none">{say(answerStateKeys[answer.state])}</p>
      )}
      {rationale !== '' && (
        <blockquote>
          <span className="fb-hidden">{say('console.path.rationale')}: </span>
          {/* Its own letters say its direction, not the words before it. */}
          <div className="fb-own-direction" dir="auto">
            {rationale}
          </div>
        </blockquote>
      )}
      {confidence !== null && (
        <p className="console-answer-note">
          {say('console.answer.confidence', { confidence: say(confidenceKeys[confidence]) })}
        </p>
      )}
    </div>
  );
}
