import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import './level-range.css';

interface LevelRangeProps {
  /** The mean, 1 to 5. */
  readonly mean: number;
  /** Where it may still end up, 1 to 5. */
  readonly from: number;
  readonly to: number;
}

/** A mean on the scale from 1 to 5 with the range it may still take. */
export function LevelRange({ mean, from, to }: LevelRangeProps): ReactElement {
  const say = useSay();
  const { number } = useFormat();
  const label = say('ui.levelRange.label', {
    mean: number(mean, 2),
    from: number(from, 1),
    to: number(to, 1),
  });
  const place = (level: number): string => `${((level - 1) / 4) * 100}%`;
  return (
    <span className="fb-level-range" role="img" aria-label={label} title={label}>
      <span style={{ insetInlineStart: place(from), inlineSize: `${((to - from) / 4) * 100}%` }} />
      <b style={{ insetInlineStart: place(mean) }} />
    </span>
  );
}
