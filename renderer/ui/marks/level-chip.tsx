import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import './level-chip.css';
import './level-range.css';

interface LevelRangeProps {
  /** The mean, 1 to 5. */
  readonly mean: number;
  /** Lowest possible end value, 1 to 5. */
  readonly from: number;
  readonly to: number;
}

/** A mean on the scale from 1 to 5 with the range it may still take. */
export function LevelRange({ mean, from, to }: LevelRangeProps): ReactElement {
  const translate = useTranslate();
  const { number } = useFormat();
  const label = translate('ui.levelRange.label', {
    mean: number(mean, 2),
    from: number(from, 1),
    to: number(to, 1),
  });
  const positionOf = (level: number): string => `${((level - 1) / 4) * 100}%`;
  return (
    <span className="fb-level-range" role="img" aria-label={label} title={label}>
      <span style={{ insetInlineStart: positionOf(from), inlineSize: `${((to - from) / 4) * 100}%` }} />
      <b style={{ insetInlineStart: positionOf(mean) }} />
    </span>
  );
}

/** A maturity level, 1 (ad hoc) to 5 (sustained). */
export type MaturityChipLevel = 1 | 2 | 3 | 4 | 5;

interface LevelChipProps {
  /** `null`: nothing to report yet. */
  readonly level: MaturityChipLevel | null;
  readonly size?: 'm' | 'l' | undefined;
  /** The level is written beside it, so the chip itself is silent. */
  readonly isDecorative?: boolean | undefined;
}

/** A maturity level as number on its colour of the ramp. Reads "Level 3". */
export function LevelChip({ level, size = 'm', isDecorative = false }: LevelChipProps): ReactElement {
  const translate = useTranslate();
  const spoken = level === null ? translate('ui.level.none') : translate('ui.level.label', { level });
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
