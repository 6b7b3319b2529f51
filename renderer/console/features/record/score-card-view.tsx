import type { ReactElement } from 'react';
import { Level } from '#domain/assessment/assessment.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { LevelRange } from '#renderer/ui/level-range.tsx';
import type { DimensionReading } from './assessment-reading.ts';
import { scoreNotes } from './score-note.ts';
import './score-card-view.css';

/** The level that a dimension is reported at, and what stands behind it. */
export function ScoreCardView({ reading }: { readonly reading: DimensionReading }): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { dimension, score } = reading;
  const level = Level.safeParse(score?.reported).data ?? null;
  return (
    <Card label={say('console.score.title', { dimension: dimension.code })}>
      <div className="console-score">
        <LevelChip level={level} size="l" />
        <div>
          <h3>{say('console.score.title', { dimension: dimension.code })}</h3>
          {score?.mean !== undefined && <LevelRange mean={score.mean} from={score.low} to={score.high} />}
          {score?.mean !== undefined && (
            <p>{say('console.score.mean', { mean: format.number(score.mean, 2) })}</p>
          )}
          {scoreNotes(score, format).map((note) => (
            <p key={note.key}>{say(note)}</p>
          ))}
        </div>
      </div>
    </Card>
  );
}
