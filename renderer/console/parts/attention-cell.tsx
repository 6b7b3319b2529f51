import { GitMerge, Hourglass } from 'lucide-react';
import type { ReactElement } from 'react';
import './table-cells.css';
import { useTranslate } from '#renderer/i18n';

interface AttentionCellProps {
  readonly conflicts: number;
  readonly held: number;
}

/** Open work of a person in a record or a mission: conflicts and held changes. */
export function AttentionCell({ conflicts, held }: AttentionCellProps): ReactElement {
  const translate = useTranslate();
  if (conflicts === 0 && held === 0) {
    return (
      <span className="console-nothing" aria-label={translate('console.attention.none')}>
        –
      </span>
    );
  }
  return (
    <span className="console-attention">
      {conflicts > 0 && (
        <span data-meaning="bad">
          <GitMerge className="fb-icon" aria-hidden />
          {translate('value.conflicts', { count: conflicts })}
        </span>
      )}
      {held > 0 && (
        <span data-meaning="wait">
          <Hourglass className="fb-icon" aria-hidden />
          {translate('console.attention.held', { count: held })}
        </span>
      )}
    </span>
  );
}
