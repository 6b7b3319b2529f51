import { useMemo } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { DeviceRecord } from '#domain/workshop/device-record.ts';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';

/** Card of a participant on this laptop, with its revision. */
export type StoredCard = DeviceRecord & { readonly kind: 'participant' };

const noCards: readonly StoredCard[] = [];

/** Cards of one workshop that this laptop has. Colleagues' cards are on their own laptops. */
export function useParticipantCards(log: LogId, doc: DocumentId): readonly StoredCard[] {
  const records = useStoreQuery('deviceRecords', { log, doc });
  const answer = records.kind === 'loading' ? null : records.answer;
  return useMemo(() => answer?.filter((record) => record.kind === 'participant') ?? noCards, [answer]);
}
