import { useState, type ReactElement } from 'react';
import type { NationalLevel } from '#domain/mission/national-level.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import type { WriteOutcome } from '#renderer/field/app/use-write.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { NationalDialogView } from './national-dialog-view.tsx';
import type { NationalRow } from './national-rows.ts';

interface NationalDialogProps {
  readonly row: NationalRow;
  readonly decide: (indicator: string, value: NationalLevel | null) => Promise<WriteOutcome>;
  readonly onClose: () => void;
}

/** Decides on the level of a national indicator, begun at what is decided or proposed. */
export function NationalDialog({ row, decide, onClose }: NationalDialogProps): ReactElement | null {
  const { indicator, proposed, decided } = row;
  const [level, setLevel] = useState(decided?.level ?? proposed);
  const [reason, setReason] = useState(decided?.reason ?? '');
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  if (level === null || proposed === null) return null;

  const write = async (value: NationalLevel | null): Promise<void> => {
    const outcome = await decide(indicator.id, value);
    if (outcome.kind === 'saved') onClose();
    else setProblem(refusalMessage(outcome));
  };
  return (
    <NationalDialogView
      row={row}
      level={level}
      reason={reason}
      isReasonMissing={isReasonMissing}
      problem={problem}
      hits={<TextHits text={reason} onChange={setReason} />}
      onLevel={setLevel}
      onReason={(next) => {
        setReason(next);
        setIsReasonMissing(false);
      }}
      onKeep={() => {
        setIsReasonMissing(reason.trim() === '');
        if (reason.trim() !== '') void write({ level, reason, proposed });
      }}
      onBack={decided === null ? undefined : () => void write(null)}
      onClose={onClose}
    />
  );
}
