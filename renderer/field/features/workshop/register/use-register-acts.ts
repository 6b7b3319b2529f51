import { useState } from 'react';
import { v7 } from 'uuid';
import { shuffle } from '#base/random-sequence.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import {
  editParticipant,
  nextParticipantCodes,
  type ParticipantDraft,
  readAllParticipants,
  readParticipants,
  recodeParticipant,
  registerParticipant,
  removeParticipant,
} from '#domain/workshop/register.ts';
import { countsToWrite, readCountsOf } from '#domain/workshop/register-breakdown.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { Message } from '#renderer/i18n';
import type { DocumentQueryResult, StoreApi } from '#renderer/store/api/store-api.ts';
import { secureRandom } from '../secure-random.ts';
import type { RegisterRow, StoredCard } from './register-facts.ts';

/** Draft of a card for the store; `revision` is the one that the person saw. */
type CardDraft = Extract<Parameters<StoreApi['saveDeviceRecords']>[0][number], { kind: 'participant' }>;

/** Acts on the register. Each answers whether everything was saved. */
interface RegisterActs {
  readonly addAll: (participantDrafts: readonly ParticipantDraft[]) => Promise<boolean>;
  readonly edit: (registerRow: RegisterRow, participantDraft: ParticipantDraft) => Promise<boolean>;
  readonly remove: (id: string) => Promise<boolean>;
  readonly restore: (id: string) => Promise<boolean>;
  readonly giveNewCode: (id: string) => Promise<boolean>;
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
  const [cardProblem, setCardProblem] = useState<Message | null>(null);
  const { doc } = document;
  const nextCodes = (count: number): readonly string[] =>
    nextParticipantCodes(document, readAllParticipants(document), session.device, count, secureRandom);

  const saveCards = async (cardDrafts: readonly CardDraft[]): Promise<boolean> => {
    if (cardDrafts.length === 0) return true;
    try {
      const recordResult = await store.saveDeviceRecords(cardDrafts);
      setCardProblem(recordResult.kind === 'saved' ? null : cardRefusalMessage(recordResult.reason.kind));
      return recordResult.kind === 'saved';
    } catch {
      // The store's status tells of the disk; here only that nothing was saved.
      setCardProblem({ key: 'frame.refused.failed' });
      return false;
    }
  };

  return {
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
    edit: async ({ participant, card }, participantDraft) => {
      const { personal } = participantDraft;
      const isAnswered = participantDraft.fields.consents['follow-up']?.given === true;
      const nextCardDraft: CardDraft = {
        kind: 'participant',
        id: participant.id,
        log,
        doc,
        ...personal,
        // Without the consent there is no address (docs/requirements.md C2).
        email: isAnswered ? personal.email.trim() : '',
        ...(card?.certificate !== undefined && { certificate: card.certificate }),
        ...(card !== null && { revision: card.revision }),
      };
      if (isCardChanged(card, nextCardDraft) && !(await saveCards([nextCardDraft]))) return false;
      const isNameChanged = participant.sealedName !== null && card?.name !== nextCardDraft.name;
      const isEmailChanged = participant.sealedEmail !== null && card?.email !== nextCardDraft.email;
      return change([
        ...editParticipant(participant, participantDraft.fields),
        // A sealed value is made again from the card.
        ...(card !== null && isNameChanged ? [sealedValueOff(participant.id, 'name')] : []),
        ...(isEmailChanged && (card !== null || !isAnswered)
          ? [sealedValueOff(participant.id, 'email')]
          : []),
      ]);
    },
    remove: (id) => change(removeParticipant(id)),
    restore: (id) => change(removeParticipant(id, false)),
    giveNewCode: (id) => change(recodeParticipant(id, nextCodes(1)[0] ?? '')),
  };
}

/** Write after which the value is encrypted anew from its card. */
export const sealedValueOff = (id: string, name: 'name' | 'email'): PathValue => ({
  path: pathOf('participants', id, name),
  value: null,
});

/** A participant of another laptop gets a card here only once something personal is written here. */
const isCardChanged = (storedCard: StoredCard | null, nextCardDraft: CardDraft): boolean =>
  (['name', 'email', 'needs', 'sex', 'seniority'] as const).some(
    (field) =>
      nextCardDraft[field] !==
      (storedCard?.[field] ?? (field === 'sex' || field === 'seniority' ? 'not-stated' : '')),
  );

function countValues(
  { document }: DocumentQueryResult,
  device: string,
  present: readonly { readonly id: string }[],
  storedCards: readonly Pick<StoredCard, 'id' | 'sex' | 'seniority'>[],
): readonly PathValue[] {
  const counts = countsToWrite(present, storedCards, readCountsOf(document, device));
  return counts === null ? [] : [{ path: pathOf('register-counts', device), value: counts }];
}

export function cardRefusalMessage(kind: string): Message {
  if (kind === 'roleMayNotWrite') return { key: 'frame.refused.roleMayNotWrite' };
  return { key: kind === 'changedMeanwhile' ? 'register.changedMeanwhile' : 'frame.refused.failed' };
}
