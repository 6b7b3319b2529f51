import type {
  DataRequest,
  DataRequestKind,
  DataRequestOutcome,
  DataRequestWait,
} from '#domain/privacy/data-request.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Meaning } from '#renderer/ui/meaning.tsx';

import type { DataRequestsAnswer } from '#renderer/console/api/answers.ts';

// What the views of this feature show; the shapes are those of headquarters' answers.
export type {
  DataRequestAnswered,
  DataRequestRow,
  DataRequestsAnswer,
  DataRequestVersion,
  FoundAnswer,
  FoundPlace,
  SearchRecords,
} from '#renderer/console/api/answers.ts';

/** The missions that a request may be about, by the names that headquarters gave them. */
export type NamedMissions = DataRequestsAnswer['missions'];

export const kindKeys: { readonly [K in DataRequestKind]: MessageKey } = {
  access: 'rights.kind.access',
  correction: 'rights.kind.correction',
  objection: 'rights.kind.objection',
  erasure: 'rights.kind.erasure',
};

export const outcomeKeys: { readonly [O in DataRequestOutcome]: MessageKey } = {
  done: 'rights.outcome.done',
  partly: 'rights.outcome.partly',
  refused: 'rights.outcome.refused',
};

/** What can be done now about a request of each kind, and what not. */
export const possibleKeys: { readonly [K in DataRequestKind]: MessageKey } = {
  access: 'rights.possible.access',
  correction: 'rights.possible.correction',
  objection: 'rights.possible.objection',
  erasure: 'rights.possible.erasure',
};

/** How a request that waits stands out, and in which word. */
export const waitLooks: {
  readonly [W in DataRequestWait]: {
    readonly key: MessageKey;
    readonly meaning?: Meaning;
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
export type About =
  | { readonly kind: 'programme' }
  | { readonly kind: 'mission'; readonly title: string }
  | { readonly kind: 'gone' };

export function aboutOf({ log }: Pick<DataRequest, 'log'>, missions: NamedMissions): About {
  if (log === null) return { kind: 'programme' };
  const mission = missions.find((one) => one.log === log);
  return mission === undefined ? { kind: 'gone' } : { kind: 'mission', title: mission.title };
}
