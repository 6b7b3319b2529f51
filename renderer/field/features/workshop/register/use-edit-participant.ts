import { useState } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { editParticipant, type ParticipantDraft } from '#domain/workshop/register.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import type { Message } from '#renderer/i18n';
import type { RegisterRow, StoredCard } from './register-facts.ts';
import { type CardDraft, sealedValueOff, useSaveCards } from './use-save-cards.ts';

/** Participant whose form is open, with the workshop as it was when the form was opened. */
export interface OpenedParticipant {
  readonly row: RegisterRow;
  readonly opened: Document;
}

/**
 * Change one participant over the workshop as it was when the form was opened. Personal fields are saved on the laptop
 * first, and shared ones after them.
 * @param storedCards cards as they are now
 * @returns the change, which answers whether everything was saved, and the reason why the last one was not
 */
export function useEditParticipant(
  log: LogId,
  { row, opened }: OpenedParticipant,
  storedCards: readonly StoredCard[],
): {
  readonly edit: (participantDraft: ParticipantDraft) => Promise<boolean>;
  readonly problem: Message | null;
} {
  const { change, problem } = useChangeRecord(log, opened);
  const { saveCards, problem: cardProblem } = useSaveCards();
  /** Card that was saved although the shared values were refused; a further try goes on from it. */
  const [savedCard, setSavedCard] = useState<CardDraft | null>(null);
  const { participant, card } = row;
  const { id } = participant;

  const edit = async ({ fields, personal }: ParticipantDraft): Promise<boolean> => {
    const isAnswered = fields.consents['follow-up']?.given === true;
    const storedCard = storedCards.find((one) => one.id === id) ?? null;
    const seenCard = savedCard !== null && !isCardChanged(storedCard, savedCard) ? storedCard : card;
    const nextCard: CardDraft = {
      kind: 'participant',
      id,
      log,
      doc: opened.doc,
      ...personal,
      // Without the consent there is no address (docs/requirements.md C2).
      email: isAnswered ? personal.email.trim() : '',
      ...(seenCard?.certificate !== undefined && { certificate: seenCard.certificate }),
      ...(seenCard !== null && { revision: seenCard.revision }),
    };
    if (isCardChanged(seenCard, nextCard)) {
      if (!(await saveCards([nextCard]))) return false;
      setSavedCard(nextCard);
    }
    const isNameChanged = participant.sealedName !== null && card?.name !== nextCard.name;
    const isEmailChanged = participant.sealedEmail !== null && card?.email !== nextCard.email;
    return change([
      ...editParticipant(participant, fields),
      // A sealed value is made again from the card.
      ...(card !== null && isNameChanged ? [sealedValueOff(id, 'name')] : []),
      ...(isEmailChanged && (card !== null || !isAnswered) ? [sealedValueOff(id, 'email')] : []),
    ]);
  };
  return { edit, problem: cardProblem ?? problem };
}

/** A participant of another laptop gets a card here only once something personal is written here. */
const isCardChanged = (storedCard: StoredCard | null, nextCardDraft: CardDraft): boolean =>
  (['name', 'email', 'needs', 'sex', 'seniority'] as const).some(
    (field) =>
      nextCardDraft[field] !==
      (storedCard?.[field] ?? (field === 'sex' || field === 'seniority' ? 'not-stated' : '')),
  );
