import { useState } from 'react';
import { type PersonalDataHit, personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';

/**
 * Personal data in a form's texts that nobody has confirmed.
 * A hit in two texts is asked once; a confirmation holds as long as the form is open.
 */
export function useUnconfirmedHits(foundHits: readonly PersonalDataHit[]): {
  readonly unchecked: readonly PersonalDataHit[];
  readonly confirm: (hit: PersonalDataHit) => void;
} {
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const hits = new Map(foundHits.map((hit) => [personalDataHitKey(hit), hit]));
  return {
    unchecked: [...hits].flatMap(([key, hit]) => (confirmed.has(key) ? [] : [hit])),
    confirm: (hit) => setConfirmed(new Set([...confirmed, personalDataHitKey(hit)])),
  };
}
