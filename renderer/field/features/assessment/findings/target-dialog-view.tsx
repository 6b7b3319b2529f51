import type { ReactElement, ReactNode } from 'react';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import type { MaturityTarget } from '#domain/assessment/maturity-target.ts';
import type { Indicator } from '#domain/scoring/maturity-model.ts';
import { isolateDirection, languageFacts, type Message, useLanguage, useTranslate } from '#renderer/i18n';
import {
  Button,
  DateField,
  FormDialog,
  type FormSubmission,
  RadioRows,
  TextArea,
  TextField,
} from '#renderer/ui';
import './findings.css';

interface TargetDialogViewProps {
  readonly indicator: Indicator;
  readonly target: MaturityTarget;
  /** The reason was missing at an attempt to keep it. */
  readonly isReasonMissing: boolean;
  readonly problem: Message | null;
  /** Personal data found in the reason. */
  readonly hits: ReactNode;
  readonly onChange: (maturityTarget: MaturityTarget) => void;
  readonly onKeep: FormSubmission;
  /** Return to the usual target; absent while that holds. */
  readonly onUsual?: (() => void) | undefined;
  readonly onClose: () => void;
}

const targetLevels = [1, 2, 3, 4, 5] as const;

/** Level agreed with the State: the usual one needs no reason, any other does (B6.10). */
export function TargetDialogView(props: TargetDialogViewProps): ReactElement {
  const { indicator, target, isReasonMissing, problem, hits, onChange, onKeep, onUsual, onClose } = props;
  const translate = useTranslate();
  const { direction } = languageFacts[useLanguage()];
  return (
    <FormDialog
      title={translate('finding.target.title', { indicator: `${indicator.id} ${indicator.title}` })}
      act={translate('finding.target.keep')}
      width="l"
      problem={problem && translate(problem)}
      onAct={onKeep}
      onClose={onClose}
      furtherActs={
        onUsual && (
          <Button onPress={onUsual}>
            {translate('finding.target.backToUsual', { level: indicator.default_target })}
          </Button>
        )
      }
    >
      <RadioRows
        label={translate('finding.target.level', { level: indicator.default_target })}
        rows={targetLevels.map((maturityLevel) => ({
          value: `${maturityLevel}`,
          text: isolateDirection(indicator.levels[maturityLevel - 1] ?? '', direction),
          level: maturityLevel,
        }))}
        value={`${target.level}`}
        onChange={(level) => onChange({ ...target, level: MaturityLevel.parse(Number(level)) })}
      />
      <TextArea
        label={translate('finding.target.reason')}
        value={target.reason}
        onChange={(reason) => onChange({ ...target, reason })}
        maxLength={20_000}
        problem={isReasonMissing ? translate('finding.target.reasonMissing') : undefined}
      />
      {hits}
      <div className="fb-form-pair">
        <TextField
          label={translate('finding.target.by')}
          value={target.agreedBy}
          onChange={(agreedBy) => onChange({ ...target, agreedBy })}
          maxLength={400}
        />
        <DateField
          label={translate('finding.target.on')}
          value={target.agreedOn}
          onChange={(agreedOn) => onChange({ ...target, agreedOn })}
        />
      </div>
    </FormDialog>
  );
}
