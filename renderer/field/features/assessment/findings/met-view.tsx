import type { ReactElement } from 'react';
import type { RatedGap } from '#domain/assessment/ranked-gaps.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Entry } from '#renderer/ui/entry.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { LevelsView } from './levels-view.tsx';
import { WriteFindingView } from './write-finding-view.tsx';
import './findings.css';

/** A question that is rated at its target or above. */
export interface MetRow {
  readonly gap: RatedGap;
  readonly href: string;
}

interface MetViewProps {
  readonly rows: readonly MetRow[];
  /** Absent where nothing may be written. */
  readonly onFinding?: ((question: string) => void) | undefined;
}

/** What is at its target: strengths come from here. Opens on demand, since it asks for nothing. */
export function MetView({ rows, onFinding }: MetViewProps): ReactElement | null {
  const say = useSay();
  if (rows.length === 0) return null;
  return (
    <details className="find-linked">
      <summary>{say('finding.met', { count: rows.length })}</summary>
      <div className="find-list">
        {rows.map(({ gap, href }) => {
          const { id, title } = gap.indicator;
          return (
            <Entry
              key={id}
              isBoxed
              lead={<LevelsView gap={gap} />}
              action={
                <span className="find-entry-acts" data-gap={id}>
                  <WriteFindingView question={id} onFinding={onFinding} />
                </span>
              }
            >
              <TextLink href={href}>
                <span className="assess-code">{id}</span> {title}
              </TextLink>
            </Entry>
          );
        })}
      </div>
    </details>
  );
}
