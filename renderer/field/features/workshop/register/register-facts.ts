import { useMemo } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { DeviceRecord } from '#domain/workshop/device-record.ts';
import { comparableWordsOf } from '#domain/workshop/participant-duplicates.ts';
import type { RegisteredPerson } from '#domain/workshop/participant-import/participant-import.ts';
import {
  type Participant,
  participantsWithSharedCode,
  readAllParticipants,
} from '#domain/workshop/register.ts';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import type { NamedRemovalConflict } from '../use-removal-conflicts.ts';

/** Card of a participant on this laptop, with its revision. */
export type StoredCard = DeviceRecord & { readonly kind: 'participant' };

const noCards: readonly StoredCard[] = [];

/** Cards of one workshop that this laptop has. Colleagues' cards are on their own laptops. */
export function useParticipantCards(log: LogId, doc: DocumentId): readonly StoredCard[] {
  const recordsResult = useStoreQuery('deviceRecords', { log, doc });
  const answer = recordsResult.kind === 'loading' ? null : recordsResult.result;
  return useMemo(() => answer?.filter((record) => record.kind === 'participant') ?? noCards, [answer]);
}

/** Way of a name to the certificate desk. `elsewhere`: another laptop has the card. */
export type SealState = 'noName' | 'noKey' | 'waits' | 'sealed' | 'elsewhere';

/** Row of the register. */
export interface RegisterRow {
  readonly participant: Participant;
  /** Null where another laptop has it. */
  readonly card: StoredCard | null;
  readonly seal: SealState;
  /** Another participant has the code too, and keeps it. */
  readonly isCodeShared: boolean;
}

/** Participant whom one person removed while another edited the entry (M5). */
export interface ContestedParticipant {
  readonly row: RegisterRow;
  readonly removedBy: string;
  readonly editedBy: string;
}

/** Register of a workshop as the screen shows it: present, removed and contested participants. */
export interface ShownRegister {
  readonly rows: readonly RegisterRow[];
  /** Without the contested ones. */
  readonly removed: readonly RegisterRow[];
  readonly contested: readonly ContestedParticipant[];
}

/** Join the participants of a workshop with the cards of this laptop. */
export function shownRegisterOf(
  workshop: Document,
  storedCards: readonly StoredCard[],
  hasKey: boolean,
  namedRemovalConflicts: readonly NamedRemovalConflict[],
): ShownRegister {
  const cardById = new Map(storedCards.map((card) => [card.id, card]));
  const all = readAllParticipants(workshop);
  const shared = new Set(participantsWithSharedCode(all));
  const registerRows = all.map((participant): RegisterRow => {
    const card = cardById.get(participant.id) ?? null;
    return {
      participant,
      card,
      seal: sealStateOf(participant, card, hasKey),
      isCodeShared: shared.has(participant),
    };
  });
  const contested = namedRemovalConflicts.flatMap(({ id, removedBy, editedBy }) => {
    const registerRow = registerRows.find(({ participant }) => participant.id === id);
    return registerRow === undefined ? [] : [{ row: registerRow, removedBy, editedBy }];
  });
  const undecided = new Set(contested.map(({ row }) => row));
  return {
    rows: registerRows.filter(({ participant }) => !participant.isRemoved),
    removed: registerRows.filter((row) => row.participant.isRemoved && !undecided.has(row)),
    contested,
  };
}

function sealStateOf({ sealedName }: Participant, storedCard: StoredCard | null, hasKey: boolean): SealState {
  if (sealedName !== null) return 'sealed';
  if (storedCard === null) return 'elsewhere';
  if (storedCard.name === '') return 'noName';
  return hasKey ? 'waits' : 'noKey';
}

/** Participants for the search of duplicates, with removed ones. */
export const registeredPeopleOf = ({
  rows,
  removed,
  contested,
}: ShownRegister): readonly RegisteredPerson[] =>
  [...rows, ...removed, ...contested.map(({ row }) => row)].map(
    ({ participant: { institution, institutionType, code }, card }) => ({
      name: card?.name ?? '',
      institution,
      institutionType,
      code,
    }),
  );

/** Choice of rows in the list. */
export interface RegisterFilter {
  readonly words: string;
  /** Function group; null for all. */
  readonly functionGroup: string | null;
  readonly sort: RegisterSort;
  readonly isDescending: boolean;
}
export type RegisterSort = 'code' | 'name' | 'institution' | 'function';

export const everybody: RegisterFilter = {
  words: '',
  functionGroup: null,
  sort: 'code',
  isDescending: false,
};

/** Rows that the filter lets through, in its order. Every word of the search must be in the row. */
export function filterRegister(
  registerRows: readonly RegisterRow[],
  registerFilter: RegisterFilter,
  compare: (a: string, b: string) => number,
): readonly RegisterRow[] {
  const words = comparableWordsOf(registerFilter.words);
  const textOf = (registerRow: RegisterRow): string => {
    const { participant, card } = registerRow;
    if (registerFilter.sort === 'code') return participant.code;
    if (registerFilter.sort === 'name') return card?.name ?? '';
    return registerFilter.sort === 'institution' ? participant.institution : (participant.function ?? '');
  };
  const direction = registerFilter.isDescending ? -1 : 1;
  return registerRows
    .filter(
      ({ participant }) =>
        registerFilter.functionGroup === null || participant.function === registerFilter.functionGroup,
    )
    .filter(({ participant, card }) =>
      words.every((word) => searchTextOf(participant, card?.name ?? '').includes(word)),
    )
    .toSorted(
      (a, b) => direction * compare(textOf(a), textOf(b)) || compare(a.participant.code, b.participant.code),
    );
}

const searchTextOf = ({ code, institution }: Participant, name: string): string =>
  comparableWordsOf(`${code} ${name} ${institution}`).join(' ');
