import type { ReactElement, ReactNode } from 'react';
import type { MaturityLevel } from '#domain/assessment/assessment.ts';
import {
  type ActionHorizon,
  isTrainingOnly,
  lacksTrainingReason,
  measuresInOfferOrder,
  type Recommendation,
  type RecommendationStatus,
  RecommendedSupport,
  toggleMeasure,
} from '#domain/assessment/finding.ts';
import { type RecommendationPart, toggleSupport } from '#domain/assessment/recommendation-parts.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { type PlainMessageKey, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { quarterText } from '#renderer/report/recommendation-sentence.ts';
import { Checkbox, Select, TextArea, TextField } from '#renderer/ui';
import './findings.css';

/** Parts that are chosen from a list, with their values. */
export type RecommendationChoice =
  | { readonly part: 'horizon'; readonly value: ActionHorizon }
  | { readonly part: 'expected-level'; readonly value: MaturityLevel }
  | { readonly part: 'status'; readonly value: RecommendationStatus }
  | { readonly part: 'quarter'; readonly value: string }
  | { readonly part: 'support'; readonly value: Recommendation['support'] }
  | { readonly part: 'measures'; readonly value: Recommendation['measures'] }
  | { readonly part: 'findings'; readonly value: readonly string[] };

/** Texts of a recommendation in editing. */
export interface RecommendationTexts {
  readonly text: EditedText;
  readonly addressee: EditedText;
  readonly about: EditedText;
  readonly trainingReason: EditedText;
}

/** Label of each part, in its field and in the sentence that asks for it. */
export const recommendationPartLabels: { readonly [P in RecommendationPart]: PlainMessageKey } = {
  addressee: 'path.recommendation.addressee',
  text: 'finding.part.text',
  quarter: 'path.recommendation.quarter',
  support: 'path.recommendation.support',
  measures: 'path.recommendation.measures',
  'training-reason': 'path.recommendation.trainingReason',
};

interface RecommendationFieldsViewProps {
  readonly recommendation: Recommendation;
  readonly texts: RecommendationTexts;
  /** Personal data found in the text. */
  readonly hits: ReactNode;
  /** Level and descriptor that the action should bring about; empty where it is about no indicator. */
  readonly wanted: string;
  /** Quarters to choose from, `2027-Q3`. */
  readonly quarters: readonly string[];
  readonly isReadOnly: boolean;
  readonly onChoose: (recommendationChoice: RecommendationChoice) => void;
}

/** Parts of a recommendation that assemble its sentence: who does what, by when, with which support and measures. */
export function RecommendationFieldsView(props: RecommendationFieldsViewProps): ReactElement {
  const { recommendation, texts, hits, wanted, quarters, isReadOnly, onChoose } = props;
  const translate = useTranslate();
  const { quarter, support } = recommendation;
  const listed = quarter === null || quarters.includes(quarter) ? quarters : [quarter, ...quarters];
  return (
    <>
      <div className="find-who">
        <TextField
          label={translate(recommendationPartLabels.addressee)}
          maxLength={400}
          {...textFieldPropsOf(texts.addressee, translate)}
          isReadOnly={isReadOnly}
        />
        <TextArea
          label={translate(recommendationPartLabels.text)}
          description={wanted === '' ? translate('finding.part.text.how') : wanted}
          rows={1}
          maxLength={20_000}
          {...textFieldPropsOf(texts.text, translate)}
          isReadOnly={isReadOnly}
        />
        <Select
          label={translate(recommendationPartLabels.quarter)}
          options={listed.map((id) => ({ id, label: quarterText(translate, id) }))}
          value={quarter}
          onChange={(value) => onChoose({ part: 'quarter', value })}
          isDisabled={isReadOnly}
        />
      </div>
      {hits}
      <fieldset className="find-measures">
        <legend>{translate(recommendationPartLabels.support)}</legend>
        <div className="find-measure-row">
          {RecommendedSupport.options.map((recommendedSupport) => (
            <Checkbox
              key={recommendedSupport}
              label={translate(valueLabels.support[recommendedSupport])}
              state={support?.includes(recommendedSupport) === true ? 'on' : 'off'}
              onChange={(isOn) =>
                onChoose({ part: 'support', value: toggleSupport(support ?? [], recommendedSupport, isOn) })
              }
              isReadOnly={isReadOnly}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

interface RecommendationMeasuresViewProps {
  readonly recommendation: Recommendation;
  readonly trainingReason: EditedText;
  readonly isReadOnly: boolean;
  readonly onChoose: (recommendationChoice: RecommendationChoice) => void;
}

/**
 * Kinds of action, training last; training alone asks why nothing else would do (docs/requirements.md B7).
 */
export function RecommendationMeasuresView(props: RecommendationMeasuresViewProps): ReactElement {
  const { recommendation, trainingReason, isReadOnly, onChoose } = props;
  const translate = useTranslate();
  const { measures } = recommendation;
  const isMissing = lacksTrainingReason({ measures, trainingReason: trainingReason.text });
  return (
    <fieldset className="find-measures">
      <legend>{translate(recommendationPartLabels.measures)}</legend>
      <div className="find-measure-row">
        {measuresInOfferOrder.map((recommendedMeasure) => (
          <Checkbox
            key={recommendedMeasure}
            label={translate(valueLabels.measure[recommendedMeasure])}
            state={measures.includes(recommendedMeasure) ? 'on' : 'off'}
            onChange={(isOn) =>
              onChoose({ part: 'measures', value: toggleMeasure(measures, recommendedMeasure, isOn) })
            }
            isReadOnly={isReadOnly}
          />
        ))}
      </div>
      {isTrainingOnly(measures) && (
        <TextArea
          label={translate(recommendationPartLabels['training-reason'])}
          rows={1}
          maxLength={20_000}
          {...textFieldPropsOf(trainingReason, translate)}
          {...(isMissing && { problem: translate('finding.measures.alone') })}
          isReadOnly={isReadOnly}
        />
      )}
    </fieldset>
  );
}
