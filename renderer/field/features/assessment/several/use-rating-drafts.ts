import { noRating } from './blind-card.tsx';
import type { RatingDraft } from './blind-card-view.tsx';
import { noDecision } from './compared-card.tsx';
import type { DecisionDraft } from './compared-card-view.tsx';
import { type Drafts, useDrafts } from './use-drafts.ts';

/** Independent ratings and decisions of one assessment that are begun and not recorded. */
export interface RatingDrafts {
  readonly ratings: Drafts<RatingDraft>;
  readonly decisions: Drafts<DecisionDraft>;
}

/** For as long as the assessment is open: who looks something up among the questions finds the rating as they left it. */
export const useRatingDrafts = (): RatingDrafts => ({
  ratings: useDrafts(noRating),
  decisions: useDrafts(noDecision),
});
