import { useCallback, useState } from 'react';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import type { Message } from '#renderer/i18n';
import type { StoreApi } from '#renderer/store/api/store-api.ts';

/** Draft of a card for the store; `revision` is the one that the person saw. */
export type CardDraft = Extract<
  Parameters<StoreApi['saveDeviceRecords']>[0][number],
  { kind: 'participant' }
>;

/** Save cards of participants on this laptop, all or none. Answers whether they were saved. */
export function useSaveCards(): {
  readonly saveCards: (cardDrafts: readonly CardDraft[]) => Promise<boolean>;
  readonly problem: Message | null;
} {
  const { store } = useFieldServices();
  const [problem, setProblem] = useState<Message | null>(null);
  const saveCards = useCallback(
    async (cardDrafts: readonly CardDraft[]): Promise<boolean> => {
      if (cardDrafts.length === 0) return true;
      try {
        const recordResult = await store.saveDeviceRecords(cardDrafts);
        setProblem(recordResult.kind === 'saved' ? null : cardRefusalMessage(recordResult.reason.kind));
        return recordResult.kind === 'saved';
      } catch {
        // The store's status tells of the disk; here only that nothing was saved.
        setProblem({ key: 'frame.refused.failed' });
        return false;
      }
    },
    [store],
  );
  return { saveCards, problem };
}

export function cardRefusalMessage(kind: string): Message {
  if (kind === 'roleMayNotWrite') return { key: 'frame.refused.roleMayNotWrite' };
  return { key: kind === 'changedMeanwhile' ? 'register.changedMeanwhile' : 'frame.refused.failed' };
}

/** Write after which the value is encrypted anew from its card. */
export const sealedValueOff = (id: string, name: 'name' | 'email'): PathValue => ({
  path: pathOf('participants', id, name),
  value: null,
});
