import { LockKeyhole } from 'lucide-react';
import type { ReactElement } from 'react';
import { signOffState } from '#domain/assessment/sign-off.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { writtenAt } from '#domain/document/written.ts';
import { StatusPill } from '#renderer/console/parts/status-pill.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { RelativeTime } from '#renderer/ui/relative-time.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { Names } from './names.ts';
import { WriterView } from './writer-view.tsx';
import type { LongOption } from '#renderer/ui/find-options.ts';
import { OverridesView } from './overrides-view.tsx';
import { PointsView } from './points-view.tsx';
import { ReviewDaysView } from './review-days-view.tsx';
import type { Reviewing } from './reviewing.ts';
import { SignOffView } from './sign-off-view.tsx';
import { StateCommentsView } from './state-comments-view.tsx';
import { StepsView } from './steps-view.tsx';
import './review.css';
import { WrittenView } from './written-view.tsx';

interface ReviewViewProps extends Reviewing {
  readonly document: Document;
  readonly names: Names;
  readonly hrefOf: (about: string) => string;
  /** What a point may be about, where the questions do not stand on the page; none elsewhere. */
  readonly questions?: readonly LongOption[];
}

/** The review of one assessment: where it stands, what can be done, and all that was said. */
export function ReviewView(props: ReviewViewProps): ReactElement {
  const { document, review, desk, nameOf, names, hrefOf, questions = [] } = props;
  const say = useSay();
  const status = valueAt(document, 'status');
  const isLocked = status === 'final' || status === 'superseded';
  return (
    <>
      {isLocked ? (
        <Banner meaning="good" icon={LockKeyhole} title={say('desk.locked.title')}>
          {say('desk.locked.text')}
          <Standing document={document} names={names} hasPill={false} />
        </Banner>
      ) : (
        <Standing document={document} names={names} hasPill />
      )}
      <StepsView document={document} desk={desk} />
      <SignOffView review={review} state={signOffState(document)} names={names} />
      <OverridesView document={document} desk={desk} nameOf={nameOf} names={names} hrefOf={hrefOf} />
      <PointsView
        nameOf={nameOf}
        review={review}
        desk={desk}
        names={names}
        hrefOf={hrefOf}
        questions={questions}
      />
      <StateCommentsView document={document} desk={desk} nameOf={nameOf} />
      <ReviewDaysView document={document} />
      <Returns review={review} names={names} />
    </>
  );
}

interface StandingProps extends Pick<ReviewViewProps, 'document' | 'names'> {
  readonly hasPill: boolean;
}

/** Its state, since when, and who brought it there. */
function Standing({ document, names, hasPill }: StandingProps): ReactElement {
  const status = valueAt(document, 'status');
  const written = writtenAt(document, 'status');
  return (
    <p className="desk-standing">
      {hasPill && <StatusPill status={typeof status === 'string' ? status : null} />}
      {written !== null && (
        <span>
          <RelativeTime atMs={written.atMs} />
          {' · '}
          <WriterView device={written.device} names={names} />
        </span>
      )}
    </p>
  );
}

/** How often it went back, and why. */
function Returns({ review, names }: Pick<ReviewViewProps, 'review' | 'names'>): ReactElement | null {
  const say = useSay();
  if (review.returns.length === 0) return null;
  return (
    <Section title={say('desk.returns.title', { count: review.returns.length })}>
      {review.returns.toReversed().map(({ round, reason, written }) => (
        <Entry
          key={round}
          isBoxed
          meta={
            <>
              {say('desk.point.round', { round })}
              {written !== null && (
                <>
                  {' · '}
                  <WrittenView written={written} names={names} />
                </>
              )}
            </>
          }
        >
          {reason === '' ? say('desk.returns.pointsOnly') : reason}
        </Entry>
      ))}
    </Section>
  );
}
