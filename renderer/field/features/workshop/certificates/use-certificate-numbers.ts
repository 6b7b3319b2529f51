import { useCallback, useState } from 'react';
import type { PathValue } from '#domain/document/op.ts';
import { certificateNumberOf } from '#domain/workshop/certificates.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { Message } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import type { StoredCard } from '../register/register-facts.ts';
import { cardRefusalMessage, sealedValueOff } from '../register/use-save-cards.ts';
import { secureRandom } from '../secure-random.ts';

/** Numbers of certificates by participant, and the writes after which they are encrypted with the names. */
interface CertificateNumbers {
  readonly byParticipant: ReadonlyMap<string, string>;
  readonly writes: readonly PathValue[];
}

/**
 * Numbers of certificates. A number is kept with the name, on the laptop that has it, and nowhere beside the code.
 * `assign` gives one to each of these participants with a card here and without a number; null when nothing is saved.
 */
export function useCertificateNumbers(
  { log, document }: DocumentQueryResult,
  storedCards: readonly StoredCard[],
): {
  readonly assign: (participants: readonly string[]) => Promise<CertificateNumbers | null>;
  readonly problem: Message | null;
} {
  const { store } = useFieldServices();
  const [problem, setProblem] = useState<Message | null>(null);
  const assign = useCallback(
    async (participants: readonly string[]): Promise<CertificateNumbers | null> => {
      const wanted = new Set(participants);
      const numbered = storedCards
        .filter(({ id, name, certificate }) => wanted.has(id) && name !== '' && certificate === undefined)
        .map(({ id, name, email, needs, sex, seniority, revision }) => ({
          kind: 'participant' as const,
          id,
          log,
          doc: document.doc,
          name,
          email,
          needs,
          sex,
          seniority,
          revision,
          certificate: certificateNumberOf(document, secureRandom),
        }));
      const byParticipant = new Map(numbered.map(({ id, certificate }) => [id, certificate]));
      if (numbered.length === 0) return { byParticipant, writes: [] };
      try {
        const recordResult = await store.saveDeviceRecords(numbered);
        setProblem(recordResult.kind === 'saved' ? null : cardRefusalMessage(recordResult.reason.kind));
        if (recordResult.kind !== 'saved') return null;
      } catch {
        // The store's status tells of the disk; here only that nothing was saved.
        setProblem({ key: 'frame.refused.failed' });
        return null;
      }
      const sealedParticipants = readParticipants(document).filter(
        ({ id, sealedName }) => sealedName !== null && byParticipant.has(id),
      );
      return { byParticipant, writes: sealedParticipants.map(({ id }) => sealedValueOff(id, 'name')) };
    },
    [store, log, document, storedCards],
  );
  return { assign, problem };
}
