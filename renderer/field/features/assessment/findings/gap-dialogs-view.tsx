import type { ReactElement, ReactNode } from 'react';
import type { PriorityBandOverride } from '#domain/assessment/stated-priority.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, FormDialog, type FormSubmission, RadioRows, TextArea } from '#renderer/ui';
import './findings.css';
import type { RatedIndicatorGap } from '#domain/assessment/rank-gaps.ts';

type PriorityBandChoice = PriorityBandOverride['band'];

interface PriorityBandDialogViewProps {
  readonly gap: RatedIndicatorGap;
  readonly band: PriorityBandChoice | null;
  readonly reason: string;
  /** Missing input after an attempt to keep it. */
  readonly missing: 'band' | 'reason' | null;
  readonly problem: Message | null;
  /** Personal data found in the reason. */
  readonly hits: ReactNode;
  readonly onChange: (override: {
    readonly band: PriorityBandChoice | null;
    readonly reason: string;
  }) => void;
  readonly onKeep: FormSubmission;
  /** Return to the computed band; absent while that counts. */
  readonly onComputed?: (() => void) | undefined;
  readonly onClose: () => void;
}

const priorityBandChoices: readonly PriorityBandChoice[] = ['High', 'Medium', 'Low'];

/** A priority set by hand, with its reason; the computed one is kept beside it (B6.11). */
export function PriorityBandDialogView(props: PriorityBandDialogViewProps): ReactElement {
  const { gap, band, reason, missing, problem, hits, onChange, onKeep, onComputed, onClose } = props;
  const translate = useTranslate();
  const format = useFormat();
  const { id, title } = gap.indicator;
  const computed = gap.priority.band;
  return (
    <FormDialog
      title={translate('finding.band.title', { indicator: `${id} ${title}` })}
      act={translate('finding.band.keep')}
      problem={problem && translate(problem)}
      onAct={onKeep}
      onClose={onClose}
      furtherActs={
        onComputed && <Button onPress={onComputed}>{translate('finding.band.useComputed')}</Button>
      }
    >
      {computed !== null && (
        <p>
          {translate('finding.band.computed', {
            band: translate(valueLabels.priorityBand[computed]),
            score: format.number(gap.priority.score ?? 0, 1),
          })}
        </p>
      )}
      <RadioRows
        label={translate('finding.band.choose')}
        rows={priorityBandChoices.map((priorityBandChoice) => ({
          value: priorityBandChoice,
          text: translate(valueLabels.priorityBand[priorityBandChoice]),
        }))}
        value={band}
        onChange={(nextChoice) => onChange({ band: nextChoice, reason })}
        isCompact
        problem={missing === 'band' ? translate('finding.band.bandMissing') : undefined}
      />
      <TextArea
        label={translate('finding.band.reason')}
        value={reason}
        onChange={(next) => onChange({ band, reason: next })}
        maxLength={20_000}
        problem={missing === 'reason' ? translate('finding.band.reasonMissing') : undefined}
      />
      {hits}
    </FormDialog>
  );
}
