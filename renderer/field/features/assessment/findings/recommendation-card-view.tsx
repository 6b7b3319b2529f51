import { ListChecks } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import {
  ActionHorizon,
  type Finding,
  mayBecomePlanItem,
  type Recommendation,
  RecommendationStatus,
} from '#domain/assessment/finding.ts';
import { isFreeText, type RecommendationPart } from '#domain/assessment/recommendation-parts.ts';
import { textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { recommendationSentence } from '#renderer/report/recommendation-sentence.ts';
import { Button, Checkbox, Select, TextArea, TextField, TextLink } from '#renderer/ui';
import { ListCardFooter, type ListItemHandlers } from './finding-card-view.tsx';
import {
  type RecommendationChoice,
  RecommendationFieldsView,
  RecommendationMeasuresView,
  type RecommendationTexts,
  recommendationPartLabels,
} from './recommendation-fields-view.tsx';
import './findings.css';

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

export interface RecommendationCardViewProps {
  /** The status goes on after the assessment is final. */
  readonly mayMoveStatus: boolean;
  readonly number: number;
  readonly recommendation: Recommendation;
  readonly texts: RecommendationTexts;
  /** Personal data found in the text. */
  readonly hits?: ReactNode | undefined;
  readonly findings: readonly Finding[];
  /** Level and descriptor that the action should bring about; empty where it is about no indicator. */
  readonly wanted: string;
  readonly quarters: readonly string[];
  /** Blank parts that refused the last status; none while it is not refused. */
  readonly refused: readonly RecommendationPart[];
  readonly conflicts: number;
  readonly isReadOnly: boolean;
  readonly onChoose: (recommendationChoice: RecommendationChoice) => void;
  readonly acts: ListItemHandlers;
  /** Its plan item; else the act that makes one, where the plan may be written. It accepts a proposal first. */
  readonly plan: { readonly href: string } | { readonly onMake: () => void } | null;
}

const expectedLevels = [1, 2, 3, 4, 5] as const;

/** One recommendation: its sentence and the parts of it, its means and its progress. */
export function RecommendationCardView(props: RecommendationCardViewProps): ReactElement {
  const { number, recommendation, texts, findings, refused, conflicts, isReadOnly, onChoose, acts } = props;
  const translate = useTranslate();
  const format = useFormat();
  const { id, status } = recommendation;
  const refusal =
    refused.length === 0
      ? undefined
      : translate('finding.blocked.blank', {
          what: format.list(refused.map((part) => translate(recommendationPartLabels[part]))),
        });
  return (
    <article
      className="find-card"
      aria-label={translate('finding.recommendation.number', { number })}
      data-card={id}
    >
      {isFreeText(recommendation) ? <FreeTextFields {...props} /> : <BuiltFields {...props} />}
      <RecommendationMeasuresView
        recommendation={recommendation}
        trainingReason={texts.trainingReason}
        isReadOnly={isReadOnly}
        onChoose={onChoose}
      />
      <RecommendationContextFields {...props} />
      <LinkedFindingsView
        findings={findings}
        linked={recommendation.findings}
        isReadOnly={isReadOnly}
        onChange={(value) => onChoose({ part: 'findings', value })}
      />
      <div className="find-fields">
        <Select
          label={translate('path.status')}
          options={RecommendationStatus.options.map((recommendationStatus) => ({
            id: recommendationStatus,
            label: translate(valueLabels.recommendationStatus[recommendationStatus]),
          }))}
          value={status}
          onChange={(value) => onChoose({ part: 'status', value })}
          isDisabled={!props.mayMoveStatus}
          problem={refusal}
        />
        <PlanItemLink {...props} />
        <ListCardFooter conflicts={conflicts} isReadOnly={isReadOnly} acts={acts} />
      </div>
    </article>
  );
}

/** Parts of the sentence, under the sentence. */
function BuiltFields(props: RecommendationCardViewProps): ReactElement {
  const { number, recommendation, texts, hits, wanted, quarters, isReadOnly, onChoose } = props;
  const translate = useTranslate();
  const format = useFormat();
  // The sentence follows the typing.
  const words = { ...recommendation, text: texts.text.text, addressee: texts.addressee.text };
  return (
    <>
      <div className="find-sentence">
        <strong>{translate('finding.recommendation.number', { number })}</strong>
        <p>{recommendationSentence({ say: translate, list: format.list }, words)}</p>
      </div>
      <RecommendationFieldsView
        recommendation={recommendation}
        texts={texts}
        hits={hits}
        wanted={wanted}
        quarters={quarters}
        isReadOnly={isReadOnly}
        onChoose={onChoose}
      />
    </>
  );
}

/** A recommendation that was written whole. It can get parts, which then assemble its sentence. */
function FreeTextFields(props: RecommendationCardViewProps): ReactElement {
  const { number, texts, hits, isReadOnly, onChoose } = props;
  const translate = useTranslate();
  return (
    <>
      <TextArea
        label={translate('finding.recommendation.number', { number })}
        rows={2}
        maxLength={20_000}
        {...textFieldPropsOf(texts.text, translate)}
        isReadOnly={isReadOnly}
      />
      {hits}
      {!isReadOnly && (
        <div>
          <Button kind="quiet" onPress={() => onChoose({ part: 'support', value: [] })}>
            {translate('finding.part.build')}
          </Button>
        </div>
      )}
      <TextField
        label={translate('path.recommendation.addressee')}
        maxLength={400}
        {...textFieldPropsOf(texts.addressee, translate)}
        isReadOnly={isReadOnly}
      />
    </>
  );
}

/** Level, indicators and horizon. The horizon follows from the quarter, where there is one. */
function RecommendationContextFields(props: RecommendationCardViewProps): ReactElement {
  const { recommendation, texts, isReadOnly, onChoose } = props;
  const translate = useTranslate();
  const { horizon, expectedLevel } = recommendation;
  return (
    <div className="find-fields">
      <Select
        label={translate('path.recommendation.expectedLevel')}
        options={expectedLevels.map((maturityLevel) => ({
          id: `${maturityLevel}`,
          label: translate('ui.level.label', { level: maturityLevel }),
        }))}
        value={expectedLevel === null ? null : `${expectedLevel}`}
        onChange={(value) => onChoose({ part: 'expected-level', value: MaturityLevel.parse(Number(value)) })}
        isDisabled={isReadOnly}
      />
      <TextField
        label={translate('path.aboutIndicators')}
        placeholder="D5.4, D5.2"
        {...textFieldPropsOf(texts.about, translate)}
        isReadOnly={isReadOnly}
      />
      <Select
        label={translate('path.recommendation.horizon')}
        options={ActionHorizon.options.map((actionHorizon) => ({
          id: actionHorizon,
          label: translate(valueLabels.horizon[actionHorizon]),
        }))}
        value={horizon}
        onChange={(value) => onChoose({ part: 'horizon', value })}
        isDisabled={isReadOnly}
      />
    </div>
  );
}

/** Link to the plan item, else the act that makes it. */
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
      <Button icon={ListChecks} onPress={plan.onMake}>
        {translate(mayBecomePlanItem(recommendation) ? 'finding.plan.make' : 'finding.plan.accept')}
      </Button>
    </span>
  );
}
