import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { lifeSteps } from '#domain/assessment/review-steps.ts';
import { assessmentStatusKey } from '#renderer/field/parts/status-word.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import './review.css';

interface LifeStepsViewProps {
  readonly status: AssessmentStatus;
  /** What is to do next, in a sentence. */
  readonly next: Message;
}

/** The way of an assessment from the first question to the final report: where it stands, and what comes next. */
export function LifeStepsView({ status, next }: LifeStepsViewProps): ReactElement {
  const say = useSay();
  const at = lifeSteps.indexOf(status);
  // A newer version takes its place only after it was final: until then that is no part of its way.
  const shown = lifeSteps.filter((step) => step !== 'superseded' || status === 'superseded');
  return (
    <div className="life">
      <ol className="life-steps" aria-label={say('life.steps')}>
        {shown.map((step, n) => (
          <li
            key={step}
            data-is={n < at ? 'done' : n === at ? 'now' : 'later'}
            {...(n === at && { 'aria-current': 'step' as const })}
          >
            <span className="life-dot" aria-hidden>
              {n < at && <Check className="fb-icon" />}
            </span>
            <span>
              {say(assessmentStatusKey(step))}
              {n < at && <span className="fb-hidden"> {say('life.done')}</span>}
            </span>
          </li>
        ))}
      </ol>
      <p className="life-next" role="status">
        {say(next)}
      </p>
    </div>
  );
}
