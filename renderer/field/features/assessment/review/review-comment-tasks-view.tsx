import type { ReactElement, ReactNode } from 'react';
import {
  isCommentToResolve,
  type ReviewComment,
  type ReviewReturn,
} from '#domain/assessment/review/review.ts';
import { useTranslate } from '#renderer/i18n';
import { KeyHint, PageSection, ProgressBar, RelativeTime } from '#renderer/ui';
import './review.css';

interface ReviewCommentTasksViewProps {
  /** The last return; the earlier ones are in the history. */
  readonly returned: ReviewReturn;
  readonly who: string;
  readonly points: readonly ReviewComment[];
  readonly card: (reviewComment: ReviewComment) => ReactNode;
}

/** Comments of headquarters: a list of tasks, done one by one. */
export function ReviewCommentTasksView({
  returned,
  who,
  points,
  card,
}: ReviewCommentTasksViewProps): ReactElement {
  const translate = useTranslate();
  const done = points.filter((reviewComment) => !isCommentToResolve(reviewComment)).length;
  return (
    <PageSection title={translate('life.returned.title', { round: returned.round })}>
      <div className="life-returned">
        <p dir="auto">{returned.reason || translate('life.returned.noReason')}</p>
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
            label={translate('life.points.label')}
            valueText={translate('life.points.progress', { done, all: points.length })}
            fraction={done / points.length}
          />
          <p className="assess-faint">
            <KeyHint keys="↑" /> <KeyHint keys="↓" /> {translate('conflict.keys.move')} ·{' '}
            <KeyHint keys="Alt O" /> {translate('life.keys.open')} · <KeyHint keys="Alt W" />{' '}
            {translate('life.keys.write')} · <KeyHint keys="Alt M" /> {translate('life.keys.mend')}
          </p>
        </>
      )}
      <div className="life-points">{points.map((reviewComment) => card(reviewComment))}</div>
    </PageSection>
  );
}
