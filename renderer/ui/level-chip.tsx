import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import './level-chip.css';

/** A maturity level, 1 (ad hoc) to 5 (sustained). */
export type ChipLevel = 1 | 2 | 3 | 4 | 5;

interface LevelChipProps {
  /** `null`: nothing to report yet. */
  readonly level: ChipLevel | null;
  readonly size?: 'm' | 'l' | undefined;
  /** The level is written beside it, so the chip itself is silent. */
  readonly isDecorative?: boolean | undefined;
}

/** A maturity level as number on its colour of the ramp. Reads "Level 3". */
export function LevelChip({ level, size = 'm', isDecorative = false }: LevelChipProps): ReactElement {
  const say = useSay();
  const spoken = level === null ? say('ui.level.none') : say('ui.level.label', { level });
  return (
    <span
      className="fb-level"
      data-level={level ?? 0}
      data-size={size}
      {...(isDecorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': spoken, title: spoken })}
    >
      {level ?? '–'}
    </span>
  );
}
