import { useState } from 'react';
import { hitKey, type TextHit } from '#domain/privacy/check-text.ts';

/**
 * What of a form's texts may name or reach a person, and nobody has said yet that it may stand? What stands in two texts is
 * asked once; what was said holds for as long as the form is there.
 */
export function useUnchecked(found: readonly TextHit[]): {
  readonly unchecked: readonly TextHit[];
  readonly confirm: (hit: TextHit) => void;
} {
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const hits = new Map(found.map((hit) => [hitKey(hit), hit]));
  return {
    unchecked: [...hits].flatMap(([key, hit]) => (confirmed.has(key) ? [] : [hit])),
    confirm: (hit) => setConfirmed(new Set([...confirmed, hitKey(hit)])),
  };
}
