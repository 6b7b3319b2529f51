import type { DataRequestsResponse, FoundMatch } from '#api/data-requests-api.ts';
import type { ErasedPart } from '#domain/document/erase-ops.ts';
import type {
  DataRequest,
  DataRequestKind,
  DataRequestOutcome,
  DataRequestUrgency,
} from '#domain/privacy/data-request.ts';
import type { MessageKey } from '#renderer/i18n';
import type { StatusMeaning } from '#renderer/ui';

/** Erased part of a found field since the search found it. */
export interface MatchErasure {
  readonly part: ErasedPart;
  readonly count: number;
  /** Time from which it is done, where it waits; null where it was done. */
  readonly waitsUntilMs: number | null;
}

/** Acts that erase found fields. */
export interface ErasureControls {
  /** By `foundMatchId`. */
  readonly erasedById: ReadonlyMap<string, MatchErasure>;
  readonly isAsking: boolean;
  /** `onDone` is called after success; a refused choice stays. */
  readonly onErase: (foundMatch: FoundMatch, erasedPart: ErasedPart, onDone: () => void) => void;
}

/** Id of a found field. */
export const foundMatchId = ({ log, doc, path }: Pick<FoundMatch, 'log' | 'doc' | 'path'>): string =>
  `${log} ${doc} ${path}`;

/** Whether the search's finding is erased. Present content is not erased with former content. */
export const isFoundErased = (
  { stands }: FoundMatch,
  erasedMatchErasure: MatchErasure | undefined,
): boolean =>
  erasedMatchErasure !== undefined &&
  erasedMatchErasure.waitsUntilMs === null &&
  (erasedMatchErasure.part === 'all' || stands === 'before');

/** Missions that a request may be about, by headquarters' titles. */
export type NamedMissions = DataRequestsResponse['missions'];

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

/** Possible acts on a request of each kind, and their limits. */
export const requestOptionKeys: { readonly [K in DataRequestKind]: MessageKey } = {
  access: 'rights.possible.access',
  correction: 'rights.possible.correction',
  objection: 'rights.possible.objection',
  erasure: 'rights.possible.erasure',
};

/** Icon, colour and word of a waiting request. */
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

/** Links from a request. */
export interface RequestLinks {
  /** Records of the request's mission; null where there is none that this person may open. */
  readonly mission: string | null;
  /** Page of content that is due to be erased, with its days. */
  readonly due: string;
}

/** Subject of a request: a mission's name, or none of the present ones. */
export type RequestSubject =
  | { readonly kind: 'programme' }
  | { readonly kind: 'mission'; readonly title: string }
  | { readonly kind: 'gone' };

export function requestSubjectOf(
  { log }: Pick<DataRequest, 'log'>,
  namedMissions: NamedMissions,
): RequestSubject {
  if (log === null) return { kind: 'programme' };
  const missionId = namedMissions.find((logId) => logId.log === log);
  return missionId === undefined ? { kind: 'gone' } : { kind: 'mission', title: missionId.title };
}
