import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { DraftPlace } from '#domain/draft/text-draft.ts';
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
export function useUnsavedTextsOf(log: LogId, doc: DocumentId): readonly UnsavedTextLine[] {
  const drafts = useTextDrafts();
  return useMemo(
    () => drafts.filter(({ place }) => place.log === log && place.doc === doc).map(unsavedTextLineOf),
    [drafts, log, doc],
  );
}

/** Discard a draft, with a notice that takes it back. */
export function useDiscardDraft(): (place: DraftPlace, onBack?: () => void) => void {
  const { drafts } = useFieldServices();
  const notify = useNotify();
  return useCallback(
    (place, onBack) => {
      const draft = drafts.find(place);
      if (draft === null) return;
      drafts.forget(place);
      notify({
        meaning: 'info',
        key: 'draft',
        text: (translate) => translate('frame.draft.discarded', { field: draft.label }),
        action: {
          label: 'frame.draft.undo',
          onPress: () => {
            if (drafts.find(place) === null) drafts.keep(place, draft);
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
        const draft = at(id);
        if (draft) discardAt(draft.place);
      },
    };
  }, [drafts, notify, discardAt]);
}
