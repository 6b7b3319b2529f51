import { useState, type ReactElement } from 'react';
import type { Target } from '#domain/assessment/finding.ts';
import type { RatedGap } from '#domain/assessment/ranked-gaps.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { TargetDialogView } from './target-dialog-view.tsx';

interface TargetDialogProps {
  readonly gap: RatedGap;
  readonly choose: OpenDocument['choose'];
  readonly onClose: () => void;
}

/** Agrees another target than the usual one, or notes that the usual one was agreed. */
export function TargetDialog({ gap, choose, onClose }: TargetDialogProps): ReactElement {
  const { indicator, agreed } = gap;
  const [target, setTarget] = useState<Target>(
    agreed ?? { level: indicator.default_target, reason: '', agreedOn: null, agreedBy: '' },
  );
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);

  const write = async (value: Target | null): Promise<void> => {
    const outcome = await choose([{ path: `targets/${indicator.id}`, value }]);
    if (outcome.kind === 'saved') onClose();
    else setProblem(refusalMessage(outcome));
  };
  return (
    <TargetDialogView
      indicator={indicator}
      target={target}
      isReasonMissing={isReasonMissing}
      problem={problem}
      hits={<TextHits text={target.reason} onChange={(reason) => setTarget({ ...target, reason })} />}
      onChange={(next) => {
        setTarget(next);
        setIsReasonMissing(false);
      }}
      onKeep={() => {
        const lacksReason = target.level !== indicator.default_target && target.reason.trim() === '';
        setIsReasonMissing(lacksReason);
        if (!lacksReason) void write(target);
      }}
      onUsual={agreed ? () => void write(null) : undefined}
      onClose={onClose}
    />
  );
}
