import type { ReactElement } from 'react';
import type { Document } from '#domain/document/document.ts';
import { SealRole } from '#domain/path-rules/sealed-value.ts';
import type { SealRecipients } from '#domain/programme/programme.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { SealKeyView } from './seal-key-view.tsx';

interface AskedSealKeysProps {
  readonly document: Document;
  readonly asked: SealRecipients;
}

/** Keys that wait for this person's agreement, each with its fingerprint. */
export function AskedSealKeys({ document, asked }: AskedSealKeysProps): ReactElement {
  const { store } = useFieldServices();
  const participants = readParticipants(document);
  const isSealed: Readonly<Record<SealRole, boolean>> = {
    'certificate-desk': participants.some(({ sealedName }) => sealedName !== null),
    me: participants.some(({ sealedEmail }) => sealedEmail !== null),
  };
  return (
    <>
      {SealRole.options.map((reader) => {
        const recipient = asked[reader];
        return recipient === undefined ? null : (
          <SealKeyView
            key={reader}
            reader={reader}
            recipient={recipient}
            isFurther={isSealed[reader]}
            onAgree={() => void store.agreeToSealKey(reader, recipient)}
          />
        );
      })}
    </>
  );
}
