import type { RowSort } from '#renderer/words/register-rows.ts';

/** How a person reads and writes a value; `other` is shown as it is and can be kept, but not written by hand. */
export type ValueSort =
  | RowSort
  | 'answer'
  | 'state'
  | 'confidence'
  | 'evidenceKind'
  | 'strength'
  | 'institutionType'
  | 'assessmentStatus'
  | 'missionStatus'
  | 'workshopStatus'
  | 'minutes'
  | 'sessionDay';
