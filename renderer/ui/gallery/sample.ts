import { useLanguage } from '#renderer/i18n';
import arabic from './sample/ar.json' with { type: 'json' };
import english from './sample/en.json' with { type: 'json' };
import french from './sample/fr.json' with { type: 'json' };

/** The gallery's now: 13 November 2026, 14:03:12 UTC. */
export const galleryNowMs = Date.UTC(2026, 10, 13, 14, 3, 12);

/** Invented content (no real institution or person) in the language of the screen, as an assessor would have written it. */
export type Sample = typeof english;

const samples = { en: english, fr: french satisfies Sample, ar: arabic satisfies Sample };

/** Content of the stories in place of people's own. */
export function useSample(): Sample {
  return samples[useLanguage()];
}
