import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import type { RatedGap } from '#domain/assessment/ranked-gaps.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import './findings.css';

/** From the level to the target, and whose target that is. */
export function LevelsView({ gap }: { readonly gap: RatedGap }): ReactElement {
  const say = useSay();
  const { level, target, agreed, isProposed } = gap;
  return (
    <div className="find-levels">
      <span className="find-from-to">
        <LevelChip level={level} />
        <ArrowRight className="fb-icon fb-turns" aria-hidden />
        <span className="fb-hidden">{say('finding.levels.target')}</span>
        <LevelChip level={target} />
      </span>
      {gap.priority.gap > 0 && <small>{say('finding.gaps.gap', { count: gap.priority.gap })}</small>}
      <small>
        {say(
          agreed === null
            ? 'finding.target.usual'
            : agreed.agreedBy === ''
              ? 'finding.target.changed'
              : 'finding.target.agreed',
        )}
        {isProposed && ` · ${say('finding.levels.proposed')}`}
      </small>
    </div>
  );
}
