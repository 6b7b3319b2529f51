import type { ReactElement, ReactNode } from 'react';
import type { ReviewPoint, ReviewReturn } from '#domain/assessment/read-review.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './review.css';

interface PointsViewProps {
  /** The last return; the earlier ones are in the history. */
  readonly returned: ReviewReturn;
  readonly who: string;
  readonly points: readonly ReviewPoint[];
  readonly card: (point: ReviewPoint) => ReactNode;
}

/** What headquarters asks to be mended: a list of tasks, done one by one. */
export function PointsView({ returned, who, points, card }: PointsViewProps): ReactElement {
  const say = useSay();
  const done = points.filter(({ settled, reply }) => settled || reply.mended).length;
  return (
    <Section title={say('life.returned.title', { round: returned.round })}>
      <div className="life-returned">
        <p dir="auto">{returned.reason || say('life.returned.noReason')}</p>
        <p className="assess-faint">
          <bdi>{who}</bdi>
          {returned.written && (
            <>
              {' · '}
              <RelativeTime atMs={returned.written.atMs} show="moment" />
            </>
          )}
        </p>
      </div>
      {points.length > 0 && (
        <>
          <ProgressBar
            label={say('life.points.label')}
            valueText={say('life.points.progress', { done, all: points.length })}
            fraction={done / points.length}
          />
          <p className="assess-faint">
            <KeyHint keys="↑" /> <KeyHint keys="↓" /> {say('conflict.keys.move')} · <KeyHint keys="O" />{' '}
            {say('life.keys.open')} · <KeyHint keys="W" /> {say('life.keys.write')} · <KeyHint keys="M" />{' '}
            {say('life.keys.mend')}
          </p>
        </>
      )}
      <div className="life-points">{points.map((point) => card(point))}</div>
    </Section>
  );
}
