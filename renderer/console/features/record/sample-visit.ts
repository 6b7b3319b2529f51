import type { Json } from '#domain/base/json.ts';
import {
  fieldLaptop,
  minutesAgo,
  reviewerDesk,
  secondLaptop,
} from '#renderer/console/stories/sample-people.ts';
import type { Sample } from '#renderer/ui/gallery/sample.ts';
import { sampleDocument, type SampleDocument, type SampleWrite } from './sample-document.ts';

/** What was answered to the invented form `visit`, handed in with remarks beside its questions. */
export function sampleVisit(sample: Sample): SampleDocument {
  let hours = 40;
  const at = (path: string, value: Json, more: Partial<SampleWrite> = {}): SampleWrite => {
    hours -= 1;
    return { device: fieldLaptop, atMs: minutesAgo(hours * 60), place: 5, path, value, ...more };
  };
  const remark = (id: string, about: string, text: string): readonly SampleWrite[] => [
    at(`comments/${id}/about`, about),
    at(`comments/${id}/text`, text),
  ];
  return sampleDocument('assessment', [
    at('title', sample.institution),
    at('instrument', 'story@1'),
    at('institution/name', sample.institution),
    at('answers/place/value', sample.institution),
    at('answers/rooms/value', ['store', 'lab']),
    at('answers/staff/value', 12),
    at('answers/staff/value', 15, { device: secondLaptop, isBlind: true }),
    at('answers/remarks/value', sample.rationale),
    at('answers/unit/r1/order', 'a0'),
    at('answers/unit/r1/unitName/value', sample.second),
    at('answers/unit/r1/head/value', 4),
    ...remark('c1', 'place', sample.comment),
    ...remark('c2', 'unit/r1/head', sample.comment),
    ...remark('c3', 'unit/r9/head', sample.comment),
    at('comments/c2/mark', 'SC', { device: reviewerDesk }),
    at('status', 'quality-review'),
    at('review/points/p1/about', 'place', { device: reviewerDesk }),
    at('review/points/p1/text', sample.second, { device: reviewerDesk }),
    at('review/points/p1/round', 1, { device: reviewerDesk }),
    at('review/points/p1/settled', false, { device: reviewerDesk }),
  ]);
}
