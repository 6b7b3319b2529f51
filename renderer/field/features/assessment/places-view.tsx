import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { PlaceLinks } from '#renderer/ui/place-links.tsx';

type Place = 'questions' | 'findings' | 'ratings' | 'review';

interface PlacesViewProps {
  readonly current: Place;
  readonly hrefOf: (place: Place) => string;
  /** Questions that wait for the lead's decision. */
  readonly toConsolidate: number;
  /** Points of headquarters that are not mended. */
  readonly toMend: number;
}

const words: Readonly<Record<Place, MessageKey>> = {
  questions: 'assessment.questions',
  findings: 'finding.place',
  ratings: 'several.place',
  review: 'life.place',
};

const places: readonly Place[] = ['questions', 'ratings', 'findings', 'review'];

/** The places of one assessment: its questions, its ratings side by side, what follows from them, its way through the review. */
export function PlacesView({ current, hrefOf, toConsolidate, toMend }: PlacesViewProps): ReactElement {
  const say = useSay();
  const counts: Partial<Record<Place, number>> = { ratings: toConsolidate, review: toMend };
  return (
    <PlaceLinks
      label={say('life.places')}
      current={current}
      links={places.map((id) => ({
        id,
        label: say(words[id]),
        href: hrefOf(id),
        count: counts[id],
      }))}
    />
  );
}
