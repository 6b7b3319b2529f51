import { DataRequest, defaultDueOn } from '#domain/privacy/data-request.ts';
import { LogId } from '#domain/ids.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

/** An entry as it is typed: a day may be blank. */
export interface Entry {
  readonly kind: DataRequest['kind'];
  readonly receivedOn: string | null;
  readonly dueOn: string | null;
  /** Empty: the programme. */
  readonly log: string;
  readonly institution: string;
  readonly function: string;
  readonly reference: string;
}

/** What a new entry begins with: received today. */
export const newEntry = (today: string): Entry => ({
  kind: 'access',
  receivedOn: today,
  dueOn: defaultDueOn(today),
  log: '',
  institution: '',
  function: '',
  reference: '',
});

export const entryOf = ({ log, ...request }: Omit<DataRequest, 'answer'>): Entry => ({
  ...request,
  log: log ?? '',
});

/** The day of receipt was changed: the day by which it is due follows, unless somebody has said another one. */
export const receivedOn = (entry: Entry, day: string | null): Entry => {
  const follows =
    entry.receivedOn === null || entry.dueOn === null || entry.dueOn === defaultDueOn(entry.receivedOn);
  return { ...entry, receivedOn: day, dueOn: follows && day !== null ? defaultDueOn(day) : entry.dueOn };
};

/** What is missing from an entry, by its field. */
export type EntryProblems = Partial<Record<'receivedOn' | 'dueOn' | 'reference', MessageKey>>;

export function problemsOf({ receivedOn: received, dueOn, reference }: Entry): EntryProblems {
  return {
    ...(received === null && { receivedOn: 'rights.problem.day' }),
    ...(dueOn === null && { dueOn: 'rights.problem.day' }),
    ...(received !== null && dueOn !== null && dueOn < received && { dueOn: 'rights.problem.dueBefore' }),
    ...(reference.trim() === '' && { reference: 'rights.problem.reference' }),
  };
}

/** The request that an entry without problems says, with the answer that stands already. */
export const requestOf = (entry: Entry, answer: DataRequest['answer']): DataRequest =>
  DataRequest.parse({ ...entry, log: entry.log === '' ? null : LogId.parse(entry.log), answer });
