import type { PathHelpKey, PathLabelKey } from './path-text-key.ts';

/**
 * Kind of the values of one family of paths, their name wherever a person reads them, and the help under their field in
 * every form. Length and choices follow from the schema in `PathRule.holds` and from the enumeration.
 */
export type PathField = readonly [kind: ValueKind, label: PathLabelKey, help?: PathHelpKey];

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
  | 'institutionLevel'
  | 'institutionType'
  | 'keyFigure'
  | 'lessonStatus'
  | 'mandateArea'
  | 'measure'
  | 'missionStatus'
  | 'naReason'
  | 'ownership'
  | 'participantFunction'
  | 'partnerKind'
  | 'partnerPart'
  | 'partnerStateStatus'
  | 'planStatus'
  | 'recommendationStatus'
  | 'requestArea'
  | 'requestChannel'
  | 'requestSupport'
  | 'sessionDelivery'
  | 'sessionKind'
  | 'support'
  | 'workshopMode'
  | 'workshopStatus';

/** Kind of a value: one of an enumeration, a text, a day, or an object that is read in one line. */
export type ValueKind =
  | PathEnumeration
  /** Several values of an enumeration, in its order. */
  | `${PathEnumeration}[]`
  /** Short text in one line. */
  | 'line'
  /** Text with paragraphs. */
  | 'lines'
  | 'day'
  /** Time of a day, as `14:30`. */
  | 'time'
  /** Whole number, as people type it. */
  | 'number'
  | 'level'
  | 'minutes'
  | 'sessionDay'
  | 'order'
  /** A State by its code. */
  | 'state'
  /** Version of an instrument, `id@version`. */
  | 'instrument'
  | 'removed'
  | 'flag'
  /** Short texts, one on each line of a form. */
  | 'names'
  /** Short words that notes are found by; people write commas between them. */
  | 'tags'
  /** Languages by their codes; people write their names. */
  | 'languages'
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
  /** Shown as it is; a person can keep such a value, and writes none. */
  | 'other';

/** Enumeration of which a value holds several; null for every other kind of value. */
export const listedEnumerationOf = (valueKind: ValueKind): PathEnumeration | null =>
  valueKind.endsWith('[]') ? (valueKind.slice(0, -2) as PathEnumeration) : null; // as the type of such a kind says
