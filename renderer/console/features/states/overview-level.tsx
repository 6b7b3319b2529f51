import type { ReactElement } from 'react';
import type { OverviewCell } from '#api/overview-api.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { LevelChip, type MaturityChipLevel, TextLink } from '#renderer/ui';
import './states.css';

const isChipLevel = (level: number): level is MaturityChipLevel =>
  Number.isInteger(level) && level >= 1 && level <= 5;

interface OverviewLevelProps {
  readonly cell: OverviewCell | undefined;
  readonly dimension: string;
  /** Page with the records behind it; absent where the row names them. */
  readonly href?: string | undefined;
}

/**
 * Level of a dimension in a table. Provisional is hatched, by its coverage or by work in review; limited has a dark top
 * edge; all of it is read out.
 */
export function OverviewLevel({ cell, dimension, href }: OverviewLevelProps): ReactElement {
  const translate = useTranslate();
  const { percent } = useFormat();
  if (cell === undefined || cell.level === null || !isChipLevel(cell.level))
    return (
      <span className="console-nothing" aria-label={translate('states.level.none', { dimension })} role="img">
        –
      </span>
    );
  const words = [
    translate('states.level.label', { dimension, level: cell.level }),
    ...(cell.status === 'provisional'
      ? [translate('states.level.provisional', { coverage: percent(cell.coverage) })]
      : []),
    ...(cell.inReview > 0 ? [translate('states.level.inReview', { count: cell.inReview })] : []),
    ...(cell.limitedBy === null ? [] : [translate('states.level.limited', { gate: cell.limitedBy })]),
    translate('states.level.institutions', { count: cell.institutions }),
  ].join(' · ');
  const chip = (
    <span
      className="states-level"
      title={words}
      data-provisional={cell.status === 'provisional' || cell.inReview > 0 || undefined}
      data-limited={cell.limitedBy !== null || undefined}
    >
      <LevelChip level={cell.level} isDecorative />
      <span className="fb-hidden">{words}</span>
    </span>
  );
  return href === undefined ? chip : <TextLink href={href}>{chip}</TextLink>;
}
