import { CircleCheck, MessageSquarePlus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { Review, ReviewPoint } from '#domain/assessment/read-review.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { LongOption } from '#renderer/ui/find-options.ts';
import { Section } from '#renderer/ui/section.tsx';
import type { Names } from './names.ts';
import { PointFormView } from './point-form-view.tsx';
import { PointView } from './point-view.tsx';
import type { ReviewDesk } from './review-desk.ts';
import type { Reviewing } from './reviewing.ts';
import './review.css';

interface PointsViewProps {
  readonly nameOf: Reviewing['nameOf'];
  /** What a point may be about, where the questions do not stand on the page. */
  readonly questions: readonly LongOption[];
  readonly review: Review;
  readonly desk: ReviewDesk;
  readonly names: Names;
  /** Where the question of a point stands. */
  readonly hrefOf: (about: string) => string;
}

/** All points: what waits for the reviewer first, what is settled last and folded away. */
export function PointsView({
  nameOf,
  review,
  desk,
  names,
  hrefOf,
  questions,
}: PointsViewProps): ReactElement {
  const say = useSay();
  const [isAdding, setIsAdding] = useState(false);
  const [showsSettled, setShowsSettled] = useState(false);
  const open = review.points.filter(({ settled }) => !settled).toSorted(repliedFirst);
  const settled = review.points.filter((point) => point.settled);
  const list = (points: readonly ReviewPoint[]): ReactElement => (
    <ul className="desk-points">
      {points.map((point) => (
        <li key={point.id}>
          <PointView
            point={point}
            nameOf={nameOf}
            round={review.round}
            names={names}
            desk={desk}
            href={hrefOf(point.about)}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <Section
      title={say('desk.points.title', { count: open.length })}
      description={desk.rights.points ? say('desk.points.text') : undefined}
      action={
        desk.rights.points && !isAdding ? (
          <Button icon={MessageSquarePlus} onPress={() => setIsAdding(true)}>
            {say('desk.points.add')}
          </Button>
        ) : undefined
      }
    >
      {isAdding && (
        <PointFormView
          about=""
          nameOf={nameOf}
          questions={questions}
          desk={desk}
          onClose={() => setIsAdding(false)}
        />
      )}
      {review.points.length === 0 && !isAdding && (
        <EmptyState icon={CircleCheck} title={say('desk.points.none')}>
          {say('desk.points.none.text')}
        </EmptyState>
      )}
      {list(open)}
      {settled.length > 0 && (
        <div>
          <Button kind="quiet" onPress={() => setShowsSettled(!showsSettled)}>
            {say(showsSettled ? 'desk.points.hideSettled' : 'desk.points.showSettled', {
              count: settled.length,
            })}
          </Button>
        </div>
      )}
      {showsSettled && list(settled)}
    </Section>
  );
}

/** What the field has answered waits for the reviewer; the rest waits for the field. */
const repliedFirst = (a: ReviewPoint, b: ReviewPoint): number =>
  Number(b.reply.mended) - Number(a.reply.mended);
