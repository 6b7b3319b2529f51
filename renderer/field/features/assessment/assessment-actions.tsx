import { ListChecks } from 'lucide-react';
import type { ReactElement } from 'react';
import { reviewStepsFor } from '#domain/assessment/review-steps.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { ChosenValue, OpenDocument } from '#renderer/field/app/use-document.ts';
import { assessmentStatusKey } from '#renderer/field/parts/status-word.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import type { AssessmentFacts } from './assessment-facts.ts';
import type { OpenEnds } from './step-dialog-view.tsx';
import { TakeStep } from './take-step.tsx';

interface AssessmentActionsProps {
  readonly facts: AssessmentFacts;
  readonly open: OpenDocument;
  /** What is still open; absent where it is not counted: from there it is not handed in, only from the questions. */
  readonly openEnds?: OpenEnds | undefined;
  /** Called when the person asks whether it is ready. */
  readonly onAsk?: (() => void) | undefined;
  /** What is recorded when it goes to headquarters, beside the state (instrument.md, Shape). */
  readonly toRecord?: (() => readonly ChosenValue[]) | undefined;
}

/** Where the assessment stands, and the one act that moves it on. */
export function AssessmentActions(props: AssessmentActionsProps): ReactElement {
  const { facts, open, openEnds, onAsk, toRecord } = props;
  const say = useSay();
  const { navigate } = useField();
  const { status, mode } = facts;
  const { document, answer, choose } = open;
  const step = reviewStepsFor(document, answer.roles).find(({ by, isMine }) => by === 'field' && isMine);
  const isHandIn = step?.to === 'quality-review';
  return (
    <>
      <span className="assess-status">
        <Pill
          text={say(assessmentStatusKey(status))}
          meaning={status === 'final' ? 'good' : status === 'quality-review' ? 'wait' : undefined}
        />
      </span>
      {step && mode === 'open' && isHandIn && openEnds === undefined && (
        <Button
          icon={ListChecks}
          onPress={() => navigate({ screen: 'assessment', log: answer.log, doc: document.doc })}
        >
          {say('life.toQuestions')}
        </Button>
      )}
      {step && mode === 'open' && !(isHandIn && openEnds === undefined) && (
        <TakeStep
          key={step.act}
          step={step}
          openEnds={step.act === 'begin' || step.act === 'addressComments' ? undefined : openEnds}
          choose={choose}
          onAsk={onAsk}
          toRecord={step.act === 'begin' || step.act === 'consolidate' ? undefined : toRecord}
        />
      )}
    </>
  );
}
