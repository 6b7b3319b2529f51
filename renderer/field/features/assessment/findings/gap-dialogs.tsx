import { type ReactElement, useState } from 'react';
import type { MaturityTarget } from '#domain/assessment/maturity-target.ts';
import type { RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import type { PriorityBandOverride } from '#domain/assessment/stated-priority.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { type OpenDocument, writeRefusalMessage } from '#renderer/field/app/documents/use-document.ts';
import type { Message } from '#renderer/i18n';
import { PriorityBandDialogView } from './gap-dialogs-view.tsx';
import { TargetDialogView } from './target-dialog-view.tsx';

interface PriorityBandDialogProps {
  readonly gap: RatedIndicatorGap;
  readonly choose: OpenDocument['choose'];
  readonly onClose: () => void;
}

/** Dialog that sets a priority by hand, or returns to the computed one. */
export function PriorityBandDialog({ gap, choose, onClose }: PriorityBandDialogProps): ReactElement {
  const { override } = gap.stated;
  const [said, setSaid] = useState<{
    readonly band: PriorityBandOverride['band'] | null;
    readonly reason: string;
  }>({
    band: override?.band ?? null,
    reason: override?.reason ?? '',
  });
  const [missing, setMissing] = useState<'band' | 'reason' | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);

  const write = async (value: PriorityBandOverride | null): Promise<void> => {
    const outcome = await choose([{ path: `priorities/${gap.indicator.id}/override`, value }]);
    if (outcome.kind === 'saved') onClose();
    else setProblem(writeRefusalMessage(outcome));
  };
  return (
    <PriorityBandDialogView
      gap={gap}
      band={said.band}
      reason={said.reason}
      missing={missing}
      problem={problem}
      hits={<CheckedTextHits text={said.reason} onChange={(reason) => setSaid({ ...said, reason })} />}
      onChange={(next) => {
        setSaid(next);
        setMissing(null);
      }}
      onKeep={() => {
        if (said.band === null) setMissing('band');
        else if (said.reason.trim() === '') setMissing('reason');
        else void write({ band: said.band, reason: said.reason.trim() });
      }}
      onComputed={override ? () => void write(null) : undefined}
      onClose={onClose}
    />
  );
}

interface TargetDialogProps {
  readonly gap: RatedIndicatorGap;
  readonly choose: OpenDocument['choose'];
  readonly onClose: () => void;
}

/** Dialog that agrees another target than the usual one, or notes that the usual one was agreed. */
export function TargetDialog({ gap, choose, onClose }: TargetDialogProps): ReactElement {
  const { indicator, agreed } = gap;
  const [maturityTarget, setTarget] = useState<MaturityTarget>(
    agreed ?? { level: indicator.default_target, reason: '', agreedOn: null, agreedBy: '' },
  );
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);

  const write = async (value: MaturityTarget | null): Promise<void> => {
    const outcome = await choose([{ path: `targets/${indicator.id}`, value }]);
    if (outcome.kind === 'saved') onClose();
    else setProblem(writeRefusalMessage(outcome));
  };
  return (
    <TargetDialogView
      indicator={indicator}
      target={maturityTarget}
      isReasonMissing={isReasonMissing}
      problem={problem}
      hits={
        <CheckedTextHits
          text={maturityTarget.reason}
          onChange={(reason) => setTarget({ ...maturityTarget, reason })}
        />
      }
      onChange={(nextMaturityTarget) => {
        setTarget(nextMaturityTarget);
        setIsReasonMissing(false);
      }}
      onKeep={() => {
        const lacksReason =
          maturityTarget.level !== indicator.default_target && maturityTarget.reason.trim() === '';
        setIsReasonMissing(lacksReason);
        if (!lacksReason) void write(maturityTarget);
      }}
      onUsual={agreed ? () => void write(null) : undefined}
      onClose={onClose}
    />
  );
}
