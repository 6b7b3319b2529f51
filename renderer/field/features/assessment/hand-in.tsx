import { Send } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { AssessmentStatus } from '#domain/assessment/assessment.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { HandInView, type OpenEnds } from './hand-in-view.tsx';

interface HandInProps {
  readonly openEnds: OpenEnds;
  readonly choose: OpenDocument['choose'];
  readonly onAsk?: (() => void) | undefined;
}

/** The one act of the screen: this assessment is ready for headquarters' review. */
export function HandIn({ openEnds, choose, onAsk }: HandInProps): ReactElement {
  const say = useSay();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const handIn = async (): Promise<void> => {
    const inReview: AssessmentStatus = 'quality-review';
    const outcome = await choose([{ path: 'status', value: inReview }]);
    if (outcome.kind === 'saved') setIsAsking(false);
    else setProblem(refusalMessage(outcome));
  };
  return (
    <>
      <Button
        kind="primary"
        icon={Send}
        onPress={() => {
          setIsAsking(true);
          onAsk?.();
        }}
      >
        {say('assessment.handIn')}
      </Button>
      {isAsking && (
        <HandInView
          openEnds={openEnds}
          problem={problem}
          onHandIn={() => void handIn()}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
