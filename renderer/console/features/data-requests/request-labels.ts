import type {
  DataRequest,
  DataRequestKind,
  DataRequestOutcome,
  DataRequestUrgency,
} from '#domain/privacy/data-request.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { StatusMeaning } from '#renderer/ui/marks/status-meaning.tsx';
import type { DataRequestsAnswer, FoundPlace } from '#renderer/console/api/response-types.ts';
import type { ErasedPart } from '#domain/document/erase-ops.ts';

/** What was erased in a place since the search found it. */
export interface PlaceErasure {
  readonly part: ErasedPart;
  readonly count: number;
}

/** Erasing places that were found. */
export interface ErasureControls {
  /** By `foundPlaceId`. */
  readonly erasedById: ReadonlyMap<string, PlaceErasure>;
  readonly isAsking: boolean;
  /** `onDone` hears of what was erased; what was refused stays as it was chosen. */
  readonly onErase: (place: FoundPlace, part: ErasedPart, onDone: () => void) => void;
}

/** A place by what tells it from every other. */
export const foundPlaceId = ({ log, doc, path }: FoundPlace): string => `${log} ${doc} ${path}`;

/** Is what the search found there erased? What stands there now is not gone with what it said before. */
export const isFoundErased = ({ stands }: FoundPlace, erased: PlaceErasure | undefined): boolean =>
  erased !== undefined && (erased.part === 'all' || stands === 'before');

/** The missions that a request may be about, by the names that headquarters gave them. */
export type NamedMissions = DataRequestsAnswer['missions'];

export const requestKindKeys: { readonly [K in DataRequestKind]: MessageKey } = {
  access: 'rights.kind.access',
  correction: 'rights.kind.correction',
  objection: 'rights.kind.objection',
  erasure: 'rights.kind.erasure',
};

export const requestOutcomeKeys: { readonly [O in DataRequestOutcome]: MessageKey } = {
  done: 'rights.outcome.done',
  partly: 'rights.outcome.partly',
  refused: 'rights.outcome.refused',
};

/** What can be done now about a request of each kind, and what not. */
export const requestOptionKeys: { readonly [K in DataRequestKind]: MessageKey } = {
  access: 'rights.possible.access',
  correction: 'rights.possible.correction',
  objection: 'rights.possible.objection',
  erasure: 'rights.possible.erasure',
};

/** How a request that waits stands out, and in which word. */
export const requestWaitLooks: {
  readonly [W in DataRequestUrgency]: {
    readonly key: MessageKey;
    readonly meaning?: StatusMeaning;
  };
} = {
  overdue: { key: 'rights.wait.overdue', meaning: 'bad' },
  soon: { key: 'rights.wait.soon', meaning: 'wait' },
  open: { key: 'rights.wait.open' },
};

/** Where one can go from a request. */
export interface RequestLinks {
  /** The records of the mission that it is about; null where there is none that this person may open. */
  readonly mission: string | null;
  /** What is due to be erased, and when. */
  readonly due: string;
}

/** What a request is about: a mission's name, or none of those that are there any more. */
export type RequestSubject =
  | { readonly kind: 'programme' }
  | { readonly kind: 'mission'; readonly title: string }
  | { readonly kind: 'gone' };

export function requestSubjectOf({ log }: Pick<DataRequest, 'log'>, missions: NamedMissions): RequestSubject {
  if (log === null) return { kind: 'programme' };
  const mission = missions.find((one) => one.log === log);
  return mission === undefined ? { kind: 'gone' } : { kind: 'mission', title: mission.title };
}
