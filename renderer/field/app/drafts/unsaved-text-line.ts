import type { UnsavedTextLine } from '#renderer/field/parts/unsaved-texts-view.tsx';
import type { KeptDraft } from './text-drafts.ts';

/** Draft as the status bar and the list of texts name it. */
export const unsavedTextLineOf = ({ id, label, state, excess, address }: KeptDraft): UnsavedTextLine => ({
  id,
  label,
  reason:
    excess > 0
      ? { key: 'frame.draft.tooLong', values: { count: excess } }
      : { key: state === 'refused' ? 'frame.draft.refused' : 'frame.draft.unfinished' },
  href: address,
});
