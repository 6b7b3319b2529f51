import { type ReactElement, useState } from 'react';
import type { MaturityTarget } from '#domain/assessment/maturity-target.ts';
import type { RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';
import type { PriorityBandOverride } from '#domain/assessment/stated-priority.ts';
import type { Document } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import { useOpenedRecord } from '#renderer/field/app/documents/use-opened-record.ts';
import { PriorityBandDialogView } from './gap-dialogs-view.tsx';
import { TargetDialogView } from './target-dialog-view.tsx';

interface GapDialogProps {
  readonly log: LogId;
  readonly document: Document;
  readonly gap: RatedIndicatorGap;
  readonly onClose: () => void;
}

/** Dialog that sets a priority by hand, or returns to the computed one. */
export function PriorityBandDialog({ log, document, gap, onClose }: GapDialogProps): ReactElement {
  const { save, problem } = useOpenedRecord(log, document);
  const [override] = useState(gap.stated.override);
  const [said, setSaid] = useState<{
    readonly band: PriorityBandOverride['band'] | null;
    readonly reason: string;
  }>({
    band: override?.band ?? null,
    reason: override?.reason ?? '',
  });
  const [missing, setMissing] = useState<'band' | 'reason' | null>(null);

  const write = async (value: PriorityBandOverride | null): Promise<boolean> => {
    const path = pathOf('priorities', gap.indicator.id, 'override');
    const isSaved = await save([{ path, value: override }], [{ path, value }]);
    if (isSaved) onClose();
    return isSaved;
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
      onKeep={async () => {
        const reason = said.reason.trim();
        setMissing(said.band === null ? 'band' : reason === '' ? 'reason' : null);
        return said.band !== null && reason !== '' && write({ band: said.band, reason });
      }}
      onComputed={override ? () => void write(null) : undefined}
      onClose={onClose}
    />
  );
}

/** Dialog that agrees another target than the usual one, or notes that the usual one was agreed. */
export function TargetDialog({ log, document, gap, onClose }: GapDialogProps): ReactElement {
  const { indicator } = gap;
  const { save, problem } = useOpenedRecord(log, document);
  const [agreed] = useState(gap.agreed);
  const [maturityTarget, setTarget] = useState<MaturityTarget>(
    agreed ?? { level: indicator.default_target, reason: '', agreedOn: null, agreedBy: '' },
  );
  const [isReasonMissing, setIsReasonMissing] = useState(false);

  const write = async (value: MaturityTarget | null): Promise<boolean> => {
    const path = pathOf('targets', indicator.id);
    const isSaved = await save([{ path, value: agreed }], [{ path, value }]);
    if (isSaved) onClose();
    return isSaved;
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
      onKeep={async () => {
        const lacksReason =
          maturityTarget.level !== indicator.default_target && maturityTarget.reason.trim() === '';
        setIsReasonMissing(lacksReason);
        return !lacksReason && write(maturityTarget);
      }}
      onUsual={agreed ? () => void write(null) : undefined}
      onClose={onClose}
    />
  );
}
