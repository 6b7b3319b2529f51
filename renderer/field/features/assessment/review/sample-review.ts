import type { Json } from '#domain/base/json.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';

/** Who reviews at headquarters, in the stories. */
export function useReviewer(): string {
  return { en: 'Reviewer A', fr: 'Examinatrice A', ar: 'المراجع أ' }[useLanguage()];
}

/** An assessment that came back with three points, of which one is mended. */
export function useReturned(): Readonly<Record<string, Json>> {
  const { conflictText, rationale } = useSample();
  return {
    status: 'consolidated',
    'review/returns/1': { reason: conflictText },
    'review/points/p1/about': '',
    'review/points/p1/text': rationale,
    'review/points/p1/round': 1,
    'review/points/p2/about': 'D5.3',
    'review/points/p2/text': conflictText,
    'review/points/p2/round': 1,
    'review/points/p3/about': 'D3.2',
    'review/points/p3/text': rationale,
    'review/points/p3/round': 1,
    'review/replies/p1/text': conflictText,
    'review/replies/p1/mended': true,
  };
}
