import { v7 } from 'uuid';
import { shuffle } from '#base/random-sequence.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import {
  nextParticipantCodes,
  type ParticipantDraft,
  readAllParticipants,
  readParticipants,
  recodeParticipant,
  registerParticipant,
  removeParticipant,
} from '#domain/workshop/register.ts';
import { countsToWrite, readCountsOf } from '#domain/workshop/register-breakdown.ts';
import { type RecordChange, useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { Message } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { secureRandom } from '../secure-random.ts';
import type { StoredCard } from './register-facts.ts';
import { type CardDraft, useSaveCards } from './use-save-cards.ts';

/** Acts on the register. Each answers whether everything was saved. */
interface RegisterActs {
  readonly addAll: (participantDrafts: readonly ParticipantDraft[]) => Promise<boolean>;
  readonly remove: (id: string) => Promise<boolean>;
  readonly restore: (id: string) => Promise<boolean>;
  readonly giveNewCode: (id: string) => Promise<boolean>;
  readonly change: RecordChange['change'];
  readonly problem: Message | null;
}

/**
 * Acts of a person on the register. Personal fields are saved on the laptop first. A refusal of the shared
 * ones erases the new cards again, so that no card is without its participant.
 */
export function useRegisterActs(
  queryResult: DocumentQueryResult,
  storedCards: readonly StoredCard[],
): RegisterActs {
  const { store, session } = useFieldServices();
  const { log, document } = queryResult;
  const { change, problem } = useChangeRecord(log, document);
  const { saveCards, problem: cardProblem } = useSaveCards();
  const { doc } = document;
  const nextCodes = (count: number): readonly string[] =>
    nextParticipantCodes(document, readAllParticipants(document), session.device, count, secureRandom);

  return {
    change,
    problem: cardProblem ?? problem,
    addAll: async (participantDrafts) => {
      const codes = nextCodes(participantDrafts.length);
      // Ids begin with a time, and ops are numbered: in the order of the list they would tell who is who.
      const added = shuffle(participantDrafts, secureRandom).map((draft, at) => ({
        id: v7(),
        code: codes[at] ?? '',
        draft,
      }));
      const newCards = added.map(
        ({ id, draft }): CardDraft => ({ kind: 'participant', id, log, doc, ...draft.personal }),
      );
      if (!(await saveCards(newCards))) return false;
      const present = [...readParticipants(document), ...added.map(({ id }) => ({ id }))];
      const isSaved = await change([
        ...added.flatMap(({ id, code, draft }) => registerParticipant(id, code, draft.fields)),
        ...countValues(queryResult, session.device, present, [...storedCards, ...newCards]),
      ]);
      if (!isSaved)
        await store.eraseDeviceRecords(
          newCards.map(({ id }) => id),
          { isOwnAct: false },
        );
      return isSaved;
    },
    remove: (id) => change(removeParticipant(id)),
    restore: (id) => change(removeParticipant(id, false)),
    giveNewCode: (id) => change(recodeParticipant(id, nextCodes(1)[0] ?? '')),
  };
}

function countValues(
  { document }: DocumentQueryResult,
  device: string,
  present: readonly { readonly id: string }[],
  storedCards: readonly Pick<StoredCard, 'id' | 'sex' | 'seniority'>[],
): readonly PathValue[] {
  const counts = countsToWrite(present, storedCards, readCountsOf(document, device));
  return counts === null ? [] : [{ path: pathOf('register-counts', device), value: counts }];
}
