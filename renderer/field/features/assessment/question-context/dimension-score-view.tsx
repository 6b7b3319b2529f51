import { memo, type ReactElement } from 'react';
import type { DimensionScore } from '#domain/scoring/score.ts';
import { defaultScoringPolicy } from '#domain/scoring/scoring-policy.ts';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { Card, LevelChip, LevelRange, type MaturityChipLevel } from '#renderer/ui';

interface DimensionScoreViewProps {
  readonly code: string;
  readonly score: DimensionScore | null;
}

/** Provisional level: the value that would be reported now, its range, and its limits. */
export const DimensionScoreView = memo(function DimensionScoreView({
  code,
  score,
}: DimensionScoreViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Card>
      <div className="assess-score">
        <LevelChip level={reportedChipLevel(score)} size="l" />
        <div>
          <b>{translate('assessment.score.title', { code })}</b>
          {score?.mean !== undefined && <LevelRange mean={score.mean} from={score.low} to={score.high} />}
          <small>
            <DimensionScoreNote score={score} />
          </small>
        </div>
      </div>
    </Card>
  );
});

function DimensionScoreNote({ score }: { readonly score: DimensionScore | null }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  if (!score) return <>{translate('assessment.score.none')}</>;
  const coverage = format.percent(score.coverage);
  if (score.status === 'thin') return <>{translate('assessment.score.thin')}</>;
  if (score.status === 'insufficient') {
    const needed = format.percent(defaultScoringPolicy.provisionalFrom);
    return <>{translate('assessment.score.insufficient', { coverage, needed })}</>;
  }
  const parts = [
    ...(score.mean === undefined
      ? []
      : [translate('assessment.score.mean', { mean: format.number(score.mean, 2) })]),
    ...(score.limitedBy === undefined
      ? []
      : [translate(scoreLimitKey(score.limitedBy), { by: score.limitedBy })]),
    score.status === 'provisional'
      ? translate('value.score.provisional', { coverage })
      : translate('value.score.covered', { coverage }),
  ];
  return <>{parts.join(' · ')}</>;
}

/**
 * A gate limits its own dimension; a whole dimension is the safeguards that technology may not outrun (B6.6).
 */
const scoreLimitKey = (by: string): MessageKey =>
  by.includes('.') ? 'value.score.limitedBy' : 'assessment.score.outrun';

/** Reported level in the form of a chip. */
export function reportedChipLevel(dimensionScore: DimensionScore | null): MaturityChipLevel | null {
  const maturityChipLevels: readonly MaturityChipLevel[] = [1, 2, 3, 4, 5];
  return maturityChipLevels.find((level) => level === dimensionScore?.reported) ?? null;
}
