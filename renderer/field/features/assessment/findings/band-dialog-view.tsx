import type { ReactElement, ReactNode } from 'react';
import type { BandOverride } from '#domain/assessment/finding.ts';
import type { RatedGap } from '#domain/assessment/ranked-gaps.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { bandKeys } from '#renderer/words/finding-words.ts';
import './findings.css';

type Band = BandOverride['band'];

interface BandDialogViewProps {
  readonly gap: RatedGap;
  readonly band: Band | null;
  readonly reason: string;
  /** What is missing, after the person wanted to keep it. */
  readonly missing: 'band' | 'reason' | null;
  readonly problem: Message | null;
  /** What in the reason may name or reach a person. */
  readonly hits: ReactNode;
  readonly onChange: (override: { readonly band: Band | null; readonly reason: string }) => void;
  readonly onKeep: () => void;
  /** Back to the computed band; absent while that counts. */
  readonly onComputed?: (() => void) | undefined;
  readonly onClose: () => void;
}

const bands: readonly Band[] = ['High', 'Medium', 'Low'];

/** A priority set by hand, with its reason; the computed one is kept beside it (B6.11). */
export function BandDialogView(props: BandDialogViewProps): ReactElement {
  const { gap, band, reason, missing, problem, hits, onChange, onKeep, onComputed, onClose } = props;
  const say = useSay();
  const format = useFormat();
  const { id, title } = gap.indicator;
  const computed = gap.priority.band;
  return (
    <Dialog
      title={say('finding.band.title', { indicator: `${id} ${title}` })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onPress={onKeep}>
            {say('finding.band.keep')}
          </Button>
          {onComputed && <Button onPress={onComputed}>{say('finding.band.useComputed')}</Button>}
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
        </>
      }
    >
      <div className="find-dialog">
        {problem && (
          <Banner meaning="bad" isAnnounced>
            {say(problem)}
          </Banner>
        )}
        {computed !== null && (
          <p>
            {say('finding.band.computed', {
              band: say(bandKeys[computed]),
              score: format.number(gap.priority.score ?? 0, 1),
            })}
          </p>
        )}
        <RadioRows
          label={say('finding.band.choose')}
          rows={bands.map((one) => ({ value: one, text: say(bandKeys[one]) }))}
          value={band}
          onChange={(next) => onChange({ band: next, reason })}
          isCompact
          problem={missing === 'band' ? say('finding.band.bandMissing') : undefined}
        />
        <TextArea
          label={say('finding.band.reason')}
          value={reason}
          onChange={(next) => onChange({ band, reason: next })}
          maxLength={20_000}
          problem={missing === 'reason' ? say('finding.band.reasonMissing') : undefined}
        />
        {hits}
      </div>
    </Dialog>
  );
}
