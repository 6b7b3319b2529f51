import { useState } from 'react';
import { personalDataHitKey, type PersonalDataHit } from '#domain/privacy/find-personal-data.ts';

/**
 * What of a form's texts may name or reach a person, and nobody has said yet that it may stand? What stands in two texts is
 * asked once; what was said holds for as long as the form is there.
 */
export function useUnconfirmedHits(found: readonly PersonalDataHit[]): {
  readonly unchecked: readonly PersonalDataHit[];
  readonly confirm: (hit: PersonalDataHit) => void;
} {
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const hits = new Map(found.map((hit) => [personalDataHitKey(hit), hit]));
  return {
    unchecked: [...hits].flatMap(([key, hit]) => (confirmed.has(key) ? [] : [hit])),
    confirm: (hit) => setConfirmed(new Set([...confirmed, personalDataHitKey(hit)])),
  };
}
