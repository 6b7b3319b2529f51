import type { ReactElement, ReactNode } from 'react';
import { Level } from '#domain/assessment/assessment.ts';
import type { Target } from '#domain/assessment/finding.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { isolate } from '#renderer/i18n/isolate.ts';
import { languages } from '#renderer/i18n/language.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { RadioRows } from '#renderer/ui/radio-rows.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import './findings.css';

interface TargetDialogViewProps {
  readonly indicator: Indicator;
  readonly target: Target;
  /** The reason is missing, after the person wanted to keep it. */
  readonly isReasonMissing: boolean;
  readonly problem: Message | null;
  /** What in the reason may name or reach a person. */
  readonly hits: ReactNode;
  readonly onChange: (target: Target) => void;
  readonly onKeep: () => void;
  /** Back to the usual target; absent while that holds. */
  readonly onUsual?: (() => void) | undefined;
  readonly onClose: () => void;
}

const levels = [1, 2, 3, 4, 5] as const;

/** The level agreed with the State: the usual one needs no reason, any other does (B6.10). */
export function TargetDialogView(props: TargetDialogViewProps): ReactElement {
  const { indicator, target, isReasonMissing, problem, hits, onChange, onKeep, onUsual, onClose } = props;
  const say = useSay();
  const around = languages[useLanguage()].direction;
  return (
    <Dialog
      title={say('finding.target.title', { indicator: `${indicator.id} ${indicator.title}` })}
      isOpen
      onClose={onClose}
      width="l"
      actions={
        <>
          <Button kind="primary" onPress={onKeep}>
            {say('finding.target.keep')}
          </Button>
          {onUsual && (
            <Button onPress={onUsual}>
              {say('finding.target.backToUsual', { level: indicator.default_target })}
            </Button>
          )}
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
        <RadioRows
          label={say('finding.target.level', { level: indicator.default_target })}
          rows={levels.map((level) => ({
            value: `${level}`,
            text: isolate(indicator.levels[level - 1] ?? '', around),
            level,
          }))}
          value={`${target.level}`}
          onChange={(level) => onChange({ ...target, level: Level.parse(Number(level)) })}
        />
        <TextArea
          label={say('finding.target.reason')}
          value={target.reason}
          onChange={(reason) => onChange({ ...target, reason })}
          maxLength={20_000}
          problem={isReasonMissing ? say('finding.target.reasonMissing') : undefined}
        />
        {hits}
        <div className="find-fields">
          <TextField
            label={say('finding.target.by')}
            value={target.agreedBy}
            onChange={(agreedBy) => onChange({ ...target, agreedBy })}
            maxLength={400}
          />
          <DateField
            label={say('finding.target.on')}
            value={target.agreedOn}
            onChange={(agreedOn) => onChange({ ...target, agreedOn })}
          />
        </div>
      </div>
    </Dialog>
  );
}
