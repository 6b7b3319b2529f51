import { GitMerge, Hourglass } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import './attention.css';

interface AttentionProps {
  readonly conflicts: number;
  readonly held: number;
}

/** What waits for a person in a record or a mission: contested values, and changes without effect. */
export function Attention({ conflicts, held }: AttentionProps): ReactElement {
  const say = useSay();
  if (conflicts === 0 && held === 0) {
    return (
      <span className="console-nothing" aria-label={say('console.attention.none')}>
        –
      </span>
    );
  }
  return (
    <span className="console-attention">
      {conflicts > 0 && (
        <span data-meaning="bad">
          <GitMerge className="fb-icon" aria-hidden />
          {say('console.attention.conflicts', { count: conflicts })}
        </span>
      )}
      {held > 0 && (
        <span data-meaning="wait">
          <Hourglass className="fb-icon" aria-hidden />
          {say('console.attention.held', { count: held })}
        </span>
      )}
    </span>
  );
}
