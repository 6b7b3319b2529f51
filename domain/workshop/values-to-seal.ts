import { type Document, isItemRemoved, valueAt } from '../document/document.ts';
import { type Path, pathOf } from '../document/op.ts';
import { SealedValue, type SealRole } from '../privacy/sealed-value.ts';
import type { SealRecipients } from '../programme/programme.ts';
import type { DeviceRecord } from './device-record.ts';
import { ParticipantConsent } from './participant.ts';

/** Value of a participant card that headquarters lacks in its present key. */
export interface ValueToSeal {
  readonly path: Path;
  readonly role: SealRole;
  readonly recipient: string;
  readonly text: string;
}

/**
 * Find names and addresses that were registered before their role had this key, or that were never encrypted. An
 * address goes only with consent to the follow-up. Nothing is found for a participant who was removed.
 */
export const findValuesToSeal = (
  workshop: Document,
  records: readonly DeviceRecord[],
  recipients: SealRecipients,
): readonly ValueToSeal[] =>
  records.flatMap((record): readonly ValueToSeal[] => {
    if (record.kind !== 'participant' || record.doc !== workshop.doc) return [];
    if (isItemRemoved(workshop, `participants/${record.id}`)) return [];
    const consent = ParticipantConsent.safeParse(
      valueAt(workshop, `participants/${record.id}/consents/follow-up`),
    );
    const fields = [
      { field: 'name', role: 'certificate-desk', text: record.name },
      { field: 'email', role: 'me', text: consent.data?.given === true ? record.email : '' },
    ] as const;
    return fields.flatMap(({ field, role, text }) => {
      const recipient = recipients[role];
      const path = pathOf('participants', record.id, field);
      const sealed = SealedValue.safeParse(valueAt(workshop, path));
      return text === '' || recipient === undefined || sealed.data?.recipient === recipient
        ? []
        : [{ path, role, recipient, text }];
    });
  });
