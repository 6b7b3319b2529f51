import { Send, type LucideIcon, Play, Combine, MessageSquareReply } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { ReviewStep, StepAct } from '#domain/assessment/review-steps.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { ChosenValue, OpenDocument } from '#renderer/field/app/use-document.ts';
import { type OpenEnds, StepDialogView } from './step-dialog-view.tsx';
import { stepKey } from './step-words.ts';

interface TakeStepProps {
  readonly step: ReviewStep;
  /** What is still open; absent where that is not known, or does not matter. */
  readonly openEnds?: OpenEnds | undefined;
  readonly choose: OpenDocument['choose'];
  /** Called when the person asks whether it is ready. */
  readonly onAsk?: (() => void) | undefined;
  /** What is recorded with it. */
  readonly toRecord?: (() => readonly ChosenValue[]) | undefined;
}

const icons: Partial<Record<StepAct, LucideIcon>> = {
  begin: Play,
  consolidate: Combine,
  addressComments: MessageSquareReply,
};

/** The one act that moves an assessment on; asks once, and says what is open or in the way. */
export function TakeStep({ step, openEnds, choose, onAsk, toRecord }: TakeStepProps): ReactElement {
  const say = useSay();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const take = async (): Promise<void> => {
    const outcome = await choose([...(toRecord?.() ?? []), { path: 'status', value: step.to }]);
    if (outcome.kind === 'saved') setIsAsking(false);
    else setProblem(refusalMessage(outcome));
  };
  return (
    <>
      <Button
        kind="primary"
        icon={icons[step.act] ?? Send}
        onPress={() => {
          setIsAsking(true);
          onAsk?.();
        }}
      >
        {say(stepKey(step.act))}
      </Button>
      {isAsking && (
        <StepDialogView
          act={step.act}
          obstacles={step.obstacles}
          openEnds={openEnds ?? null}
          problem={problem}
          onTake={() => void take()}
          onClose={() => {
            setIsAsking(false);
            setProblem(null);
          }}
        />
      )}
    </>
  );
}
