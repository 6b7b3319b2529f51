import type { ReactElement } from 'react';
import type { EvidenceStrength, Level } from '#domain/assessment/assessment.ts';
import type { Written } from '#domain/document/written.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Entry } from '#renderer/ui/entry.tsx';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { strengthKey } from '#renderer/field/parts/evidence-words.ts';

/** A rating with whose it is. */
export interface RatingLine {
  readonly who: string;
  readonly level: Level;
  readonly evidence: EvidenceStrength;
  readonly rationale: string;
  readonly written: Written | null;
}

/** Ratings of one question one below the other: who, at which level, on what evidence, why. */
export function RatingLinesView({ lines }: { readonly lines: readonly RatingLine[] }): ReactElement {
  const say = useSay();
  return (
    <>
      {lines.map(({ who, level, evidence, rationale, written }) => (
        <Entry
          key={`${who} ${written?.atMs ?? ''}`}
          isBoxed
          lead={<LevelChip level={level} />}
          meta={
            <>
              <bdi>{who}</bdi> · <span title={say(strengthKey(evidence))}>{evidence}</span>
              {written && (
                <>
                  {' · '}
                  <RelativeTime atMs={written.atMs} show="moment" />
                </>
              )}
            </>
          }
        >
          {rationale === '' ? say('several.noRationale') : rationale}
        </Entry>
      ))}
    </>
  );
}
