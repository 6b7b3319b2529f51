import { type ReactElement, useState } from 'react';
import { type RatingAboveEvidence, ratingsAboveEvidence } from '#domain/assessment/above-evidence.ts';
import type { Document } from '#domain/document/document.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { AboveEvidenceView } from './above-evidence-view.tsx';
import type { Names } from './names.ts';
import type { ReviewDesk } from './review-desk.ts';
import type { Reviewing } from './reviewing.ts';
import './review.css';

interface OverridesViewProps {
  readonly document: Document;
  readonly desk: ReviewDesk;
  readonly nameOf: Reviewing['nameOf'];
  readonly names: Names;
  /** Where a question stands. */
  readonly hrefOf: (about: string) => string;
}

/** All ratings above their evidence in one place: those that wait for a reason, the others folded away. */
export function OverridesView(props: OverridesViewProps): ReactElement | null {
  const { document, nameOf } = props;
  const say = useSay();
  const [showsExplained, setShowsExplained] = useState(false);
  const ratings = ratingsAboveEvidence(document);
  if (ratings.length === 0) return null;
  const explained = ratings.filter(({ isExplained }) => isExplained);
  const waiting = ratings.filter(({ isExplained }) => !isExplained);
  const list = (some: readonly RatingAboveEvidence[]): ReactElement => (
    <ul className="desk-points">
      {some.map((rating) => (
        <li key={rating.question}>
          <RatingView {...props} rating={rating} name={nameOf(rating.question)} />
        </li>
      ))}
    </ul>
  );
  return (
    <Section
      title={say('desk.override.title', { count: waiting.length })}
      description={say('desk.override.text')}
    >
      {list(waiting)}
      {explained.length > 0 && (
        <div>
          <Button kind="quiet" onPress={() => setShowsExplained(!showsExplained)}>
            {say(showsExplained ? 'desk.override.hide' : 'desk.override.show', { count: explained.length })}
          </Button>
        </div>
      )}
      {showsExplained && list(explained)}
    </Section>
  );
}

interface RatingViewProps extends Pick<OverridesViewProps, 'desk' | 'names' | 'hrefOf'> {
  readonly rating: RatingAboveEvidence;
  readonly name: string;
}

function RatingView({ rating, name, desk, names, hrefOf }: RatingViewProps): ReactElement {
  const say = useSay();
  return (
    <article
      className="desk-point"
      data-settled={rating.isExplained || undefined}
      aria-label={say('desk.override.name', { question: name })}
    >
      <div className="desk-point-head">
        <TextLink href={hrefOf(rating.question)}>{name}</TextLink>
      </div>
      <AboveEvidenceView rating={rating} name={name} names={names} desk={desk} />
    </article>
  );
}
