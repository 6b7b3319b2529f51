import { ListChecks } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Level } from '#domain/assessment/assessment.ts';
import { Horizon, RecommendationStatus } from '#domain/assessment/finding.ts';
import type { Finding, Recommendation } from '#domain/assessment/read-findings.ts';
import { mayBecomeItem } from '#domain/assessment/recommendation-rules.ts';
import { type EditedText, fieldOf } from '#renderer/field/parts/edited-text.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { horizonKeys, recommendationStatusKeys } from '#renderer/words/finding-words.ts';
import { CardEnd, type ListActs } from './finding-card-view.tsx';
import { LinkedFindingsView } from './linked-findings-view.tsx';
import { MeasuresView } from './measures-view.tsx';
import './findings.css';

/** The parts that are chosen from a list, with what they hold. */
export type RecommendationChoice =
  | { readonly part: 'horizon'; readonly value: Horizon }
  | { readonly part: 'expected-level'; readonly value: Level }
  | { readonly part: 'status'; readonly value: RecommendationStatus }
  | { readonly part: 'measures'; readonly value: Recommendation['measures'] }
  | { readonly part: 'findings'; readonly value: readonly string[] };

/** What is typed into a recommendation. */
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
  /** What in the text may name or reach a person. */
  readonly hits?: ReactNode | undefined;
  readonly findings: readonly Finding[];
  readonly conflicts: number;
  readonly isReadOnly: boolean;
  readonly onChoose: (choice: RecommendationChoice) => void;
  readonly acts: ListActs;
  /** The item of the plan that was made of it; else the way to make one, where the plan may be written. */
  readonly plan: { readonly href: string } | { readonly onMake: () => void } | null;
}

const levels = [1, 2, 3, 4, 5] as const;

/** One recommendation: who should do what, by when, how, and how far it has come. */
export function RecommendationCardView(props: RecommendationCardViewProps): ReactElement {
  const { number, recommendation, texts, hits, findings, conflicts, isReadOnly, onChoose, acts } = props;
  const say = useSay();
  const { id, horizon, expectedLevel, status } = recommendation;
  return (
    <article
      className="find-card"
      aria-label={say('finding.recommendation.number', { number })}
      data-card={id}
    >
      <TextArea
        label={say('finding.recommendation.number', { number })}
        rows={2}
        maxLength={20_000}
        {...fieldOf(texts.text, say)}
        isReadOnly={isReadOnly}
      />
      {hits}
      <div className="find-fields">
        <TextField
          label={say('register.recommendation.addressee')}
          maxLength={400}
          {...fieldOf(texts.addressee, say)}
          isReadOnly={isReadOnly}
        />
        <Select
          label={say('register.recommendation.horizon')}
          options={Horizon.options.map((one) => ({ id: one, label: say(horizonKeys[one]) }))}
          value={horizon}
          onChange={(value) => onChoose({ part: 'horizon', value })}
          isDisabled={isReadOnly}
        />
        <Select
          label={say('register.recommendation.expectedLevel')}
          options={levels.map((level) => ({ id: `${level}`, label: say('ui.level.label', { level }) }))}
          value={expectedLevel === null ? null : `${expectedLevel}`}
          onChange={(value) => onChoose({ part: 'expected-level', value: Level.parse(Number(value)) })}
          isDisabled={isReadOnly}
        />
        <TextField
          label={say('finding.about')}
          placeholder="D5.4, D5.2"
          {...fieldOf(texts.about, say)}
          isReadOnly={isReadOnly}
        />
      </div>
      <MeasuresView
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
          label={say('register.state')}
          options={RecommendationStatus.options.map((one) => ({
            id: one,
            label: say(recommendationStatusKeys[one]),
          }))}
          value={status}
          onChange={(value) => onChoose({ part: 'status', value })}
          isDisabled={isReadOnly}
        />
        <PlanLink {...props} />
        <CardEnd conflicts={conflicts} isReadOnly={isReadOnly} acts={acts} />
      </div>
    </article>
  );
}

/** The way into the plan; what to do first where there is none yet. */
function PlanLink({ recommendation, plan }: RecommendationCardViewProps): ReactElement | null {
  const say = useSay();
  if (plan === null) return null;
  if ('href' in plan) {
    return (
      <span className="find-plan">
        <TextLink href={plan.href}>{say('finding.plan.open')}</TextLink>
      </span>
    );
  }
  return (
    <span className="find-plan">
      {mayBecomeItem(recommendation) ? (
        <Button icon={ListChecks} onPress={plan.onMake}>
          {say('finding.plan.make')}
        </Button>
      ) : (
        <small>{say('finding.plan.notYet')}</small>
      )}
    </span>
  );
}
