import type { ReactElement } from 'react';
import type { Measure } from '#domain/assessment/finding.ts';
import type { Recommendation } from '#domain/assessment/read-findings.ts';
import {
  isTrainingAlone,
  lacksTrainingReason,
  offeredMeasures,
  withMeasure,
} from '#domain/assessment/recommendation-rules.ts';
import { type EditedText, fieldOf } from '#renderer/field/parts/edited-text.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { measureKeys } from '#renderer/words/finding-words.ts';
import './findings.css';

interface MeasuresViewProps {
  readonly recommendation: Recommendation;
  readonly trainingReason: EditedText;
  readonly isReadOnly: boolean;
  readonly onChange: (measures: readonly Measure[]) => void;
}

/** The kinds of action, training last; training alone asks why nothing else would do (domain.md B7). */
export function MeasuresView(props: MeasuresViewProps): ReactElement {
  const { recommendation, trainingReason, isReadOnly, onChange } = props;
  const say = useSay();
  const { measures } = recommendation;
  const isMissing = lacksTrainingReason({ measures, trainingReason: trainingReason.text });
  return (
    <fieldset className="find-measures">
      <legend>{say('finding.measures.title')}</legend>
      <div className="find-measure-row">
        {offeredMeasures.map((measure) => (
          <Checkbox
            key={measure}
            label={say(measureKeys[measure])}
            state={measures.includes(measure) ? 'on' : 'off'}
            onChange={(isOn) => onChange(withMeasure(measures, measure, isOn))}
            isReadOnly={isReadOnly}
          />
        ))}
      </div>
      {isTrainingAlone(measures) && (
        <TextArea
          label={say('finding.measures.why')}
          rows={1}
          maxLength={20_000}
          {...fieldOf(trainingReason, say)}
          {...(isMissing && { problem: say('finding.measures.alone') })}
          isReadOnly={isReadOnly}
        />
      )}
    </fieldset>
  );
}
