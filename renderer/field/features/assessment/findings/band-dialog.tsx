import { useState, type ReactElement } from 'react';
import type { BandOverride } from '#domain/assessment/finding.ts';
import type { RatedGap } from '#domain/assessment/ranked-gaps.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { BandDialogView } from './band-dialog-view.tsx';

interface BandDialogProps {
  readonly gap: RatedGap;
  readonly choose: OpenDocument['choose'];
  readonly onClose: () => void;
}

/** Sets a priority by hand, or goes back to the computed one. */
export function BandDialog({ gap, choose, onClose }: BandDialogProps): ReactElement {
  const { override } = gap.stated;
  const [said, setSaid] = useState<{ readonly band: BandOverride['band'] | null; readonly reason: string }>({
    band: override?.band ?? null,
    reason: override?.reason ?? '',
  });
  const [missing, setMissing] = useState<'band' | 'reason' | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);

  const write = async (value: BandOverride | null): Promise<void> => {
    const outcome = await choose([{ path: `priorities/${gap.indicator.id}/override`, value }]);
    if (outcome.kind === 'saved') onClose();
    else setProblem(refusalMessage(outcome));
  };
  return (
    <BandDialogView
      gap={gap}
      band={said.band}
      reason={said.reason}
      missing={missing}
      problem={problem}
      hits={<TextHits text={said.reason} onChange={(reason) => setSaid({ ...said, reason })} />}
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
