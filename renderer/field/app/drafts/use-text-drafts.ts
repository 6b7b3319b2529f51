import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { DraftKey } from '#domain/draft/text-draft.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { UnsavedTextLine } from '#renderer/field/parts/unsaved-texts-view.tsx';
import { useNotify } from '#renderer/ui';
import { useFieldServices } from '../session/field-services.tsx';
import type { KeptDraft } from './text-drafts.ts';
import { unsavedTextLineOf } from './unsaved-text-line.ts';

/** Texts that no record has, as the person is told of them. */
export function useTextDrafts(): readonly KeptDraft[] {
  const { drafts } = useFieldServices();
  const all = useSyncExternalStore(drafts.onChange, drafts.list);
  return useMemo(() => all.filter(({ state }) => state !== 'machine'), [all]);
}

/** Texts of one record that it does not have: a step of the record would leave them behind. */
export function useUnsavedTextsOf(logId: LogId, documentId: DocumentId): readonly UnsavedTextLine[] {
  const keptDrafts = useTextDrafts();
  return useMemo(
    () =>
      keptDrafts
        .filter(({ key: draftKey }) => draftKey.log === logId && draftKey.doc === documentId)
        .map(unsavedTextLineOf),
    [keptDrafts, logId, documentId],
  );
}

/** Discard a draft, with a notice that takes it back. */
export function useDiscardDraft(): (draftKey: DraftKey, onBack?: () => void) => void {
  const { drafts } = useFieldServices();
  const notify = useNotify();
  return useCallback(
    (draftKey, onBack) => {
      const keptDraft = drafts.find(draftKey);
      if (keptDraft === null) return;
      drafts.forget(draftKey);
      notify({
        meaning: 'info',
        key: 'draft',
        text: (translate) => translate('frame.draft.discarded', { field: keptDraft.label }),
        action: {
          label: 'frame.draft.undo',
          onPress: () => {
            if (drafts.find(draftKey) === null) drafts.keep(draftKey, keptDraft);
            onBack?.();
          },
        },
      });
    },
    [drafts, notify],
  );
}

/** Acts of the list of texts, by the id of a draft. */
export function useDraftActs(): {
  readonly copy: (id: string) => void;
  readonly discard: (id: string) => void;
} {
  const { drafts } = useFieldServices();
  const notify = useNotify();
  const discardAt = useDiscardDraft();
  return useMemo(() => {
    const at = (id: string): KeptDraft | undefined => drafts.list().find((draft) => draft.id === id);
    return {
      copy: (id) =>
        void navigator.clipboard
          .writeText(at(id)?.text ?? '')
          .then(
            () =>
              notify({ meaning: 'good', key: 'draft', text: (translate) => translate('frame.draft.copied') }),
            reportError,
          ),
      discard: (id) => {
        const keptDraft = at(id);
        if (keptDraft) discardAt(keptDraft.key);
      },
    };
  }, [drafts, notify, discardAt]);
}
