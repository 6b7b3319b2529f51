import type { ReactElement } from 'react';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { assessmentStatusKey } from '#renderer/field/parts/status-word.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Pill } from '#renderer/ui/pill.tsx';
import type { AssessmentFacts } from './assessment-facts.ts';
import type { QuestionFilter } from './assessment-model.ts';
import { HandIn } from './hand-in.tsx';

interface AssessmentActionsProps {
  readonly facts: AssessmentFacts;
  readonly counts: Readonly<Record<QuestionFilter, number>>;
  readonly choose: OpenDocument['choose'];
  /** Called when the person asks whether it is ready. */
  readonly onAsk?: (() => void) | undefined;
}

const beforeReview: ReadonlySet<string> = new Set(['draft', 'fieldwork', 'consolidated']);

/** Where the assessment stands, and the one act that moves it on. */
export function AssessmentActions({ facts, counts, choose, onAsk }: AssessmentActionsProps): ReactElement {
  const say = useSay();
  const { status, mode } = facts;
  return (
    <>
      <span className="assess-status">
        <Pill
          text={say(assessmentStatusKey(status))}
          meaning={status === 'final' ? 'good' : status === 'quality-review' ? 'wait' : undefined}
        />
      </span>
      {mode === 'open' && beforeReview.has(status) && (
        <HandIn openEnds={counts} choose={choose} onAsk={onAsk} />
      )}
    </>
  );
}
