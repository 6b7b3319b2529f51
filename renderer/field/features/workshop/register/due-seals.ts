import type { Document } from '#domain/document/document.ts';
import type { SealedValue, SealRole } from '#domain/privacy/sealed-value.ts';
import type { SealRecipients } from '#domain/programme/programme.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import type { StoredCard } from './use-participant-cards.ts';

/** Value of a card that is not encrypted to the present key yet. */
export interface DueSeal {
  readonly participant: string;
  readonly field: 'name' | 'email';
  readonly role: SealRole;
  readonly recipient: string;
  readonly text: string;
  /** Revision of the card that has the text. */
  readonly revision: number;
}

/**
 * Names and e-mail addresses to encrypt: those on cards of this laptop, each to the key of its role. A value to an
 * earlier key is encrypted anew.
 */
export function dueSealsOf(
  workshop: Document,
  cards: readonly StoredCard[],
  recipients: SealRecipients,
): readonly DueSeal[] {
  const cardById = new Map(cards.map((card) => [card.id, card]));
  return readParticipants(workshop).flatMap(({ id, sealedName, sealedEmail, consents }) => {
    const card = cardById.get(id);
    if (card === undefined) return [];
    const due = (field: 'name' | 'email', role: SealRole, sealed: SealedValue | null): readonly DueSeal[] => {
      const recipient = recipients[role];
      const text = card[field];
      return recipient === undefined || text === '' || sealed?.recipient === recipient
        ? []
        : [{ participant: id, field, role, recipient, text, revision: card.revision }];
    };
    return [
      ...due('name', 'certificate-desk', sealedName),
      ...(consents['follow-up']?.given === true ? due('email', 'me', sealedEmail) : []),
    ];
  });
}
