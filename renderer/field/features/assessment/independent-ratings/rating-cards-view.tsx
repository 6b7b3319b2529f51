import type { ReactElement, ReactNode } from 'react';
import { EvidenceStrength, type MaturityLevel } from '#domain/assessment/assessment.ts';
import type { ConsolidatedRating } from '#domain/assessment/schema/independent-rating-path-rules.ts';
import type { Indicator } from '#domain/scoring/maturity-model.ts';
import { isolateDirection, languageFacts, type Message, useLanguage, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  Card,
  DraftFormScope,
  FormActs,
  KeyHint,
  LevelChip,
  ListEntry,
  Pill,
  type RadioRow,
  RadioRows,
  RelativeTime,
  TextArea,
} from '#renderer/ui';
import type { RatingsStatus } from './ratings-list.ts';
import './independent-ratings.css';
import { EyeOff } from 'lucide-react';
import type { Authorship } from '#domain/document/document.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';

/** Independent rating in editing. */
export interface IndependentRatingDraft {
  readonly level: MaturityLevel | null;
  readonly evidence: EvidenceStrength;
  readonly rationale: string;
}

interface IndependentRatingCardViewProps {
  readonly indicator: Indicator;
  readonly draft: IndependentRatingDraft;
  /** No level was chosen at an attempt to record it. */
  readonly isIncomplete: boolean;
  readonly problem: Message | null;
  /** Personal data found in the rationale. */
  readonly hits: ReactNode;
  readonly onChange: (independentRatingDraft: IndependentRatingDraft) => void;
  readonly onRecord: () => void;
}

/** Rate a question without the ratings of others in sight. */
export function IndependentRatingCardView(props: IndependentRatingCardViewProps): ReactElement {
  const { indicator, draft, isIncomplete, problem, hits, onChange, onRecord } = props;
  const translate = useTranslate();
  const radioRows = useLevelRows(indicator);
  const { id, title, question, evidence_prompt: prompt } = indicator;
  return (
    <Card isCurrent label={`${id} ${title}`}>
      <IndicatorHeading indicator={indicator} />
      <Banner meaning="info" icon={EyeOff} isQuiet>
        {translate('several.blind.text')}
      </Banner>
      <RadioRows
        label={`${id} ${question}`}
        hideLabel
        rows={radioRows}
        value={draft.level === null ? null : `${draft.level}`}
        onChange={(level) => onChange({ ...draft, level: Number(level) as MaturityLevel })} // the rows are the levels
        problem={isIncomplete && draft.level === null ? translate('several.blind.levelMissing') : undefined}
      />
      <div className="assess-answer">
        <DraftFormScope name={`rating ${indicator.id}`}>
          <RadioRows
            label={translate('several.blind.evidence')}
            description={translate('assessment.evidence.prompt', { prompt })}
            rows={EvidenceStrength.options.map((evidenceStrength) => ({
              value: evidenceStrength,
              text: `${evidenceStrength} · ${translate(valueLabels.evidenceStrength[evidenceStrength])}`,
            }))}
            isCompact
            value={draft.evidence}
            onChange={(evidence) => onChange({ ...draft, evidence })}
          />
          <TextArea
            label={translate('path.rationale')}
            draft={{ of: 'form', name: `rating ${indicator.id}` }}
            value={draft.rationale}
            onChange={(rationale) => onChange({ ...draft, rationale })}
            maxLength={20_000}
          />
          {hits}
          <RatingCardFooter act={translate('several.blind.record')} problem={problem} onAct={onRecord} />
        </DraftFormScope>
      </div>
    </Card>
  );
}

/** Rating with its author. */
export interface RatingLine {
  readonly who: string;
  readonly level: MaturityLevel;
  readonly evidence: EvidenceStrength;
  readonly rationale: string;
  readonly written: Authorship | null;
}

/** Ratings of one question one below the other: author, level, evidence, rationale. */
export function RatingLinesView({ lines }: { readonly lines: readonly RatingLine[] }): ReactElement {
  const translate = useTranslate();
  return (
    <>
      {lines.map(({ who, level, evidence, rationale, written }) => (
        <ListEntry
          key={`${who} ${written?.atMs ?? ''}`}
          isBoxed
          lead={<LevelChip level={level} />}
          meta={
            <>
              <bdi>{who}</bdi> ·{' '}
              <span title={translate(valueLabels.evidenceStrength[evidence])}>{evidence}</span>
              {written && (
                <>
                  {' · '}
                  <RelativeTime atMs={written.atMs} show="moment" />
                </>
              )}
            </>
          }
        >
          {rationale === '' ? translate('several.noRationale') : rationale}
        </ListEntry>
      ))}
    </>
  );
}

interface RatingCardFooterProps {
  readonly act: string;
  /** Reason why it was not kept. */
  readonly problem: Message | null;
  readonly onAct: () => void;
}

/** End of a card that gives a level: the button that keeps it, with its key, and the reason of a failure. */
function RatingCardFooter({ act, problem, onAct }: RatingCardFooterProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <FormActs className="assess-keep">
        <Button kind="primary" onPress={onAct}>
          {act}
        </Button>
        <KeyHint keys="Ctrl Enter" />
      </FormActs>
    </>
  );
}

/** Heading of a question: number, title, gate, question. */
function IndicatorHeading({ indicator }: { readonly indicator: Indicator }): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <h2 className="assess-title">
        <span className="assess-code">{indicator.id}</span>
        <bdi>{indicator.title}</bdi>
        {indicator.gate && (
          <span title={translate('assessment.gate.explained')}>
            <Pill text={translate('value.gate')} meaning="accent" />
          </span>
        )}
      </h2>
      <p className="assess-question">
        <bdi>{indicator.question}</bdi>
      </p>
    </>
  );
}

const indicatorLevels = [1, 2, 3, 4, 5] as const;

/** The five descriptors as rows to choose, with the keys that choose them. */
function useLevelRows(indicator: Indicator): readonly RadioRow<`${MaturityLevel}`>[] {
  const { direction } = languageFacts[useLanguage()];
  return indicatorLevels.map((maturityLevel) => ({
    value: `${maturityLevel}` as const,
    keyHint: `${maturityLevel}`,
    level: maturityLevel,
    text: isolateDirection(indicator.levels[maturityLevel - 1] ?? '', direction),
  }));
}

/** Decision of the lead in editing. */
export interface ConsolidationDraft {
  readonly level: MaturityLevel | null;
  readonly reason: string;
}

interface RatingComparisonCardViewProps {
  readonly indicator: Indicator;
  readonly status: RatingsStatus;
  /** The answer first, then the independent ratings. */
  readonly lines: readonly RatingLine[];
  readonly consolidation: ConsolidatedRating | null;
  /** Present where this person decides. */
  readonly deciding?:
    | {
        readonly draft: ConsolidationDraft;
        readonly isIncomplete: boolean;
        readonly problem: Message | null;
        readonly hits: ReactNode;
        readonly onChange: (consolidationDraft: ConsolidationDraft) => void;
        readonly onDecide: () => void;
      }
    | undefined;
}

/** The ratings of one question side by side, and the lead's decision where they differ. */
export function RatingComparisonCardView(props: RatingComparisonCardViewProps): ReactElement {
  const { indicator, status, lines, consolidation, deciding } = props;
  const translate = useTranslate();
  const { id, title } = indicator;
  return (
    <Card isCurrent label={`${id} ${title}`}>
      <IndicatorHeading indicator={indicator} />
      <div className="several-lines">
        <RatingLinesView lines={lines} />
      </div>
      {status === 'agrees' && <Banner meaning="good">{translate('several.compare.agrees')}</Banner>}
      {status === 'differs' && <Banner meaning="wait">{translate('several.compare.differs')}</Banner>}
      {status === 'waits' && <Banner meaning="info">{translate('several.compare.waits')}</Banner>}
      {consolidation !== null && (
        <Banner meaning="good" title={translate('several.decided', { level: consolidation.level })}>
          <span dir="auto">{consolidation.reason}</span>
        </Banner>
      )}
      {deciding && <ConsolidationForm {...deciding} indicator={indicator} />}
    </Card>
  );
}

type ConsolidationFormProps = NonNullable<RatingComparisonCardViewProps['deciding']> & {
  readonly indicator: Indicator;
};

function ConsolidationForm(props: ConsolidationFormProps): ReactElement {
  const { indicator, draft, isIncomplete, problem, hits, onChange, onDecide } = props;
  const translate = useTranslate();
  const radioRows = useLevelRows(indicator);
  return (
    <div className="assess-answer">
      <DraftFormScope name={`decision ${indicator.id}`}>
        <RadioRows
          label={translate('several.decide.level')}
          rows={radioRows}
          value={draft.level === null ? null : `${draft.level}`}
          onChange={(level) => onChange({ ...draft, level: Number(level) as MaturityLevel })} // the rows are the levels
          problem={isIncomplete && draft.level === null ? translate('several.blind.levelMissing') : undefined}
        />
        <TextArea
          label={translate('path.rationale')}
          draft={{ of: 'form', name: `decision ${indicator.id}` }}
          value={draft.reason}
          onChange={(reason) => onChange({ ...draft, reason })}
          problem={
            isIncomplete && draft.reason.trim() === '' ? translate('several.decide.reasonMissing') : undefined
          }
          maxLength={20_000}
        />
        {hits}
        <RatingCardFooter act={translate('several.decide.act')} problem={problem} onAct={onDecide} />
      </DraftFormScope>
    </div>
  );
}
