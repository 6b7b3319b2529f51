import { useEffect, useRef, useState } from 'react';
import type { Document } from '#domain/document/document.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import type { SealedValue, SealRole } from '#domain/path-rules/sealed-value.ts';
import type { SealRecipients } from '#domain/programme/programme.ts';
import type { SealKeys } from '#domain/programme/seal-keys.ts';
import { sealedNameTextOf } from '#domain/workshop/certificates.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import { sealValue } from '#sync/seal/sealed-values.ts';
import type { StoredCard } from './register-facts.ts';

/** Values of one pass: the page stays free in between. */
const valuesAtOnce = 25;

const noKeys: SealKeys = { agreed: {}, asked: {} };

/** Keys to encrypt names and addresses to. Values of a role without an agreed one stay on the laptop for now. */
function useSealKeys(): SealKeys {
  const keys = useStoreQuery('sealRecipients', null);
  return keys.kind === 'loading' ? noKeys : keys.result;
}

/**
 * Encrypt the names and addresses of this laptop once the programme has a key, while the register or the certificates
 * are open.
 * @returns whether there is a key for names, and the keys that wait for a person's agreement
 */
export function useSealNames(
  queryResult: DocumentQueryResult,
  storedCards: readonly StoredCard[],
  isReadOnly: boolean,
): { readonly hasKey: boolean; readonly asked: SealRecipients } {
  const { log, document } = queryResult;
  const { agreed: sealRecipients, asked } = useSealKeys();
  const { change } = useChangeRecord(log, document);
  const [pass, setPass] = useState(0);
  const isBusy = useRef(false);
  // A value that was tried is not tried again before its card or its key changes.
  const tried = useRef(new Set<string>());

  useEffect(() => {
    if (isReadOnly || isBusy.current) return;
    const dueSeals = dueSealsOf(document, storedCards, sealRecipients)
      .filter((dueSeal) => !tried.current.has(keyOf(dueSeal)))
      .slice(0, valuesAtOnce);
    if (dueSeals.length === 0) return;
    isBusy.current = true;
    for (const dueSeal of dueSeals) tried.current.add(keyOf(dueSeal));
    const seal = async (): Promise<void> => {
      try {
        await change(await Promise.all(dueSeals.map(sealedValueOf)));
      } finally {
        isBusy.current = false;
        setPass((before) => before + 1);
      }
    };
    void seal();
  }, [document, storedCards, sealRecipients, isReadOnly, change, pass]);

  const named = sealRecipients['certificate-desk'] ?? asked['certificate-desk'];
  return { hasKey: named !== undefined, asked };
}

const keyOf = ({ participant, field, recipient, revision }: DueSeal): string =>
  [participant, field, recipient, revision].join(' ');

const sealedValueOf = async (dueSeal: DueSeal): Promise<PathValue> => ({
  path: pathOf('participants', dueSeal.participant, dueSeal.field),
  value: await sealValue(dueSeal.role, dueSeal.recipient, dueSeal.text),
});

/** Value of a card that is not encrypted to the present key yet. */
interface DueSeal {
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
  storedCards: readonly StoredCard[],
  sealRecipients: SealRecipients,
): readonly DueSeal[] {
  const cardById = new Map(storedCards.map((card) => [card.id, card]));
  return readParticipants(workshop).flatMap(({ id, sealedName, sealedEmail, consents }) => {
    const storedCard = cardById.get(id);
    if (storedCard === undefined) return [];
    const due = (
      field: 'name' | 'email',
      sealRole: SealRole,
      sealedValue: SealedValue | null,
    ): readonly DueSeal[] => {
      const recipient = sealRecipients[sealRole];
      const text =
        field === 'name' && storedCard.name !== '' ? sealedNameTextOf(storedCard) : storedCard[field];
      return recipient === undefined || text === '' || sealedValue?.recipient === recipient
        ? []
        : [{ participant: id, field, role: sealRole, recipient, text, revision: storedCard.revision }];
    };
    return [
      ...due('name', 'certificate-desk', sealedName),
      ...(consents['follow-up']?.given === true ? due('email', 'me', sealedEmail) : []),
    ];
  });
}
