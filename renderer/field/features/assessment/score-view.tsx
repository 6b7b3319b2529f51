import type { ReactElement } from 'react';
import type { DimensionScore } from '#domain/instrument/score.ts';
import { defaultPolicy } from '#domain/instrument/scoring-policy.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import { type ChipLevel, LevelChip } from '#renderer/ui/level-chip.tsx';
import { LevelRange } from '#renderer/ui/level-range.tsx';

interface ScoreViewProps {
  readonly code: string;
  readonly score: DimensionScore | null;
}

/** The level as it forms: what would be reported now, where it may still end, and what limits it. */
export function ScoreView({ code, score }: ScoreViewProps): ReactElement {
  const say = useSay();
  return (
    <Card>
      <div className="assess-score">
        <LevelChip level={levelOf(score)} size="l" />
        <div>
          <b>{say('assessment.score.title', { code })}</b>
          {score?.mean !== undefined && <LevelRange mean={score.mean} from={score.low} to={score.high} />}
          <small>
            <ScoreNote score={score} />
          </small>
        </div>
      </div>
    </Card>
  );
}

function ScoreNote({ score }: { readonly score: DimensionScore | null }): ReactElement {
  const say = useSay();
  const format = useFormat();
  if (!score) return <>{say('assessment.score.none')}</>;
  const coverage = format.percent(score.coverage);
  if (score.status === 'thin') return <>{say('assessment.score.thin')}</>;
  if (score.status === 'insufficient') {
    const needed = format.percent(defaultPolicy.provisionalFrom);
    return <>{say('assessment.score.insufficient', { coverage, needed })}</>;
  }
  const parts = [
    ...(score.mean === undefined
      ? []
      : [say('assessment.score.mean', { mean: format.number(score.mean, 2) })]),
    ...(score.limitedBy === undefined ? [] : [say(limitKey(score.limitedBy), { by: score.limitedBy })]),
    score.status === 'provisional'
      ? say('assessment.score.provisional', { coverage })
      : say('assessment.score.scored', { coverage }),
  ];
  return <>{parts.join(' · ')}</>;
}

/** A gate limits its own dimension; a whole dimension is the safeguards that technology may not outrun (B6.6). */
const limitKey = (by: string): MessageKey =>
  by.includes('.') ? 'assessment.score.limitedBy' : 'assessment.score.outrun';

/** The reported level as a chip takes it. */
export function levelOf(score: DimensionScore | null): ChipLevel | null {
  const levels: readonly ChipLevel[] = [1, 2, 3, 4, 5];
  return levels.find((level) => level === score?.reported) ?? null;
}
