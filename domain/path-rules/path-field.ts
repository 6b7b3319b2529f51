import type { PathLabelKey } from './path-text-key.ts';

/**
 * Kind of the values of one family of paths, and their name wherever a person reads them. Length and choices follow from
 * the schema in `PathRule.holds`.
 */
export type PathField = readonly [kind: ValueKind, label: PathLabelKey];

/** Enumerations that paths hold; `enumerations` of domain/kinds/enumerations.ts has the values of each. */
export type PathEnumeration =
  | 'alignment'
  | 'answerStatus'
  | 'assessmentStatus'
  | 'assessmentType'
  | 'attendanceMark'
  | 'confidence'
  | 'confidentiality'
  | 'entryType'
  | 'evidenceKind'
  | 'evidenceStrength'
  | 'feasibility'
  | 'findingKind'
  | 'horizon'
  | 'institutionType'
  | 'keyFigure'
  | 'lessonStatus'
  | 'missionStatus'
  | 'naReason'
  | 'ownership'
  | 'participantFunction'
  | 'planStatus'
  | 'recommendationStatus'
  | 'requestChannel'
  | 'sessionDelivery'
  | 'sessionKind'
  | 'workshopMode'
  | 'workshopStatus';

/** Kind of a value: one of an enumeration, a text, a day, or an object that is read in one line. */
export type ValueKind =
  | PathEnumeration
  /** Short text in one line. */
  | 'line'
  /** Text with paragraphs. */
  | 'lines'
  | 'day'
  | 'level'
  | 'minutes'
  | 'sessionDay'
  | 'place'
  /** A State by its code. */
  | 'state'
  /** Version of an instrument, `id@version`. */
  | 'instrument'
  | 'removed'
  | 'flag'
  | 'names'
  | 'measures'
  | 'supports'
  | 'quarter'
  | 'target'
  | 'priorityOverride'
  | 'person'
  | 'secondRating'
  | 'consolidation'
  | 'returned'
  | 'approval'
  | 'signOff'
  | 'override'
  /** Status of a record, with the values of its kind. */
  | 'status'
  /** Shown as it is; a person can keep such a value, and writes none. */
  | 'other';
