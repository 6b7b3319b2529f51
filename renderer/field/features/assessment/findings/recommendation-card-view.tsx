import { ListChecks } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import {
  ActionHorizon,
  type Finding,
  isTrainingOnly,
  lacksTrainingReason,
  mayBecomePlanItem,
  measuresInOfferOrder,
  type Recommendation,
  RecommendationStatus,
  type RecommendedMeasure,
  toggleMeasure,
} from '#domain/assessment/finding.ts';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Button, Checkbox, Select, TextArea, TextField, TextLink } from '#renderer/ui';
import { ListCardFooter, type ListItemHandlers } from './finding-card-view.tsx';
import './findings.css';

interface RecommendationMeasuresViewProps {
  readonly recommendation: Recommendation;
  readonly trainingReason: EditedText;
  readonly isReadOnly: boolean;
  readonly onChange: (measures: readonly RecommendedMeasure[]) => void;
}

/**
 * Kinds of action, training last; training alone asks why nothing else would do (docs/requirements.md B7).
 */
function RecommendationMeasuresView(props: RecommendationMeasuresViewProps): ReactElement {
  const { recommendation, trainingReason, isReadOnly, onChange } = props;
  const translate = useTranslate();
  const { measures } = recommendation;
  const isMissing = lacksTrainingReason({ measures, trainingReason: trainingReason.text });
  return (
    <fieldset className="find-measures">
      <legend>{translate('finding.measures.title')}</legend>
      <div className="find-measure-row">
        {measuresInOfferOrder.map((measure) => (
          <Checkbox
            key={measure}
            label={translate(valueLabels.measure[measure])}
            state={measures.includes(measure) ? 'on' : 'off'}
            onChange={(isOn) => onChange(toggleMeasure(measures, measure, isOn))}
            isReadOnly={isReadOnly}
          />
        ))}
      </div>
      {isTrainingOnly(measures) && (
        <TextArea
          label={translate('finding.measures.why')}
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

interface LinkedFindingsViewProps {
  readonly findings: readonly Finding[];
  /** Ids of the answered findings. */
  readonly linked: readonly string[];
  readonly isReadOnly: boolean;
  readonly onChange: (linked: readonly string[]) => void;
}

/** Findings that a recommendation answers; the list opens on demand. */
function LinkedFindingsView(props: LinkedFindingsViewProps): ReactElement | null {
  const { findings, linked, isReadOnly, onChange } = props;
  const translate = useTranslate();
  if (findings.length === 0) return null;
  const count = findings.filter(({ id }) => linked.includes(id)).length;
  return (
    <details className="find-linked">
      <summary>{translate('finding.linked', { count })}</summary>
      {findings.map(({ id, text }, at) => (
        <Checkbox
          key={id}
          label={translate('finding.linked.one', {
            number: at + 1,
            text: text || translate('finding.untitled'),
          })}
          state={linked.includes(id) ? 'on' : 'off'}
          onChange={(isOn) => onChange(isOn ? [...linked, id] : linked.filter((one) => one !== id))}
          isReadOnly={isReadOnly}
        />
      ))}
    </details>
  );
}

/** Parts that are chosen from a list, with their values. */
export type RecommendationChoice =
  | { readonly part: 'horizon'; readonly value: ActionHorizon }
  | { readonly part: 'expected-level'; readonly value: MaturityLevel }
  | { readonly part: 'status'; readonly value: RecommendationStatus }
  | { readonly part: 'measures'; readonly value: Recommendation['measures'] }
  | { readonly part: 'findings'; readonly value: readonly string[] };

/** Texts of a recommendation in editing. */
export interface RecommendationTexts {
  readonly text: EditedText;
  readonly addressee: EditedText;
  readonly about: EditedText;
  readonly trainingReason: EditedText;
}

interface RecommendationCardViewProps {
  readonly number: number;
  readonly recommendation: Recommendation;
  readonly texts: RecommendationTexts;
  /** Personal data found in the text. */
  readonly hits?: ReactNode | undefined;
  readonly findings: readonly Finding[];
  readonly conflicts: number;
  readonly isReadOnly: boolean;
  readonly onChoose: (choice: RecommendationChoice) => void;
  readonly acts: ListItemHandlers;
  /** Its plan item; else the act that makes one, where the plan may be written. */
  readonly plan: { readonly href: string } | { readonly onMake: () => void } | null;
}

const expectedLevels = [1, 2, 3, 4, 5] as const;

/** One recommendation: addressee, action, deadline, means and progress. */
export function RecommendationCardView(props: RecommendationCardViewProps): ReactElement {
  const { number, recommendation, texts, hits, findings, conflicts, isReadOnly, onChoose, acts } = props;
  const translate = useTranslate();
  const { id, horizon, expectedLevel, status } = recommendation;
  return (
    <article
      className="find-card"
      aria-label={translate('finding.recommendation.number', { number })}
      data-card={id}
    >
      <TextArea
        label={translate('finding.recommendation.number', { number })}
        rows={2}
        maxLength={20_000}
        {...textFieldPropsOf(texts.text, translate)}
        isReadOnly={isReadOnly}
      />
      {hits}
      <div className="find-fields">
        <TextField
          label={translate('path.recommendation.addressee')}
          maxLength={400}
          {...textFieldPropsOf(texts.addressee, translate)}
          isReadOnly={isReadOnly}
        />
        <Select
          label={translate('path.recommendation.horizon')}
          options={ActionHorizon.options.map((one) => ({
            id: one,
            label: translate(valueLabels.horizon[one]),
          }))}
          value={horizon}
          onChange={(value) => onChoose({ part: 'horizon', value })}
          isDisabled={isReadOnly}
        />
        <Select
          label={translate('path.recommendation.expectedLevel')}
          options={expectedLevels.map((level) => ({
            id: `${level}`,
            label: translate('ui.level.label', { level }),
          }))}
          value={expectedLevel === null ? null : `${expectedLevel}`}
          onChange={(value) =>
            onChoose({ part: 'expected-level', value: MaturityLevel.parse(Number(value)) })
          }
          isDisabled={isReadOnly}
        />
        <TextField
          label={translate('path.aboutIndicators')}
          placeholder="D5.4, D5.2"
          {...textFieldPropsOf(texts.about, translate)}
          isReadOnly={isReadOnly}
        />
      </div>
      <RecommendationMeasuresView
        recommendation={recommendation}
        trainingReason={texts.trainingReason}
        isReadOnly={isReadOnly}
        onChange={(value) => onChoose({ part: 'measures', value })}
      />
      <LinkedFindingsView
        findings={findings}
        linked={recommendation.findings}
        isReadOnly={isReadOnly}
        onChange={(value) => onChoose({ part: 'findings', value })}
      />
      <div className="find-fields">
        <Select
          label={translate('path.status')}
          options={RecommendationStatus.options.map((one) => ({
            id: one,
            label: translate(valueLabels.recommendationStatus[one]),
          }))}
          value={status}
          onChange={(value) => onChoose({ part: 'status', value })}
          isDisabled={isReadOnly}
        />
        <PlanItemLink {...props} />
        <ListCardFooter conflicts={conflicts} isReadOnly={isReadOnly} acts={acts} />
      </div>
    </article>
  );
}

/** Link to the plan; the first step where there is none yet. */
function PlanItemLink({ recommendation, plan }: RecommendationCardViewProps): ReactElement | null {
  const translate = useTranslate();
  if (plan === null) return null;
  if ('href' in plan) {
    return (
      <span className="find-plan">
        <TextLink href={plan.href}>{translate('finding.plan.open')}</TextLink>
      </span>
    );
  }
  return (
    <span className="find-plan">
      {mayBecomePlanItem(recommendation) ? (
        <Button icon={ListChecks} onPress={plan.onMake}>
          {translate('finding.plan.make')}
        </Button>
      ) : (
        <small>{translate('finding.plan.notYet')}</small>
      )}
    </span>
  );
}
