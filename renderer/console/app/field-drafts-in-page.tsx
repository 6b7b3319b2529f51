import { type ReactElement, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TextDrafts } from '#renderer/console/parts/text-drafts.ts';
import { type DraftedField, type FieldDrafts, FieldDraftsContext, useNotify } from '#renderer/ui';

/** Name of a field among the texts of this page: the screen that it came with, its form and its label. */
function nameOf(nameByField: WeakMap<DraftedField, string>, draftedField: DraftedField): string {
  const { of, names } = draftedField;
  const known = nameByField.get(draftedField);
  const name = known ?? `field ${location.hash.split('?')[0] ?? ''} ${of} ${names.join('/')}`;
  if (known === undefined) nameByField.set(draftedField, name);
  return name;
}

interface FieldDraftsInPageProps {
  /** Texts of the signed-in person; in memory alone, since nothing of the console may be on a disk. */
  readonly drafts: TextDrafts;
  readonly nowMs: () => number;
  readonly children: ReactNode;
}

/** Every text field of the console keeps its text in this page until it is saved; the browser asks before it leaves. */
export function FieldDraftsInPage({ drafts, nowMs, children }: FieldDraftsInPageProps): ReactElement {
  const notify = useNotify();
  /** Discarded texts that were taken back: the fields look for theirs again. */
  const [takenBack, setTakenBack] = useState(0);
  const [names] = useState(() => new WeakMap<DraftedField, string>());
  const isClosing = useRef(false);
  // Cleaned up before the screens within.
  useLayoutEffect(() => {
    isClosing.current = false;
    return () => {
      isClosing.current = true;
    };
  }, []);
  const fields = useMemo((): FieldDrafts & { readonly takenBack: number } => {
    const times = new Map<string, number>();
    return {
      takenBack,
      where: 'page',
      find: (draftedField) => {
        const name = nameOf(names, draftedField);
        const text = drafts.read(name);
        return text === undefined ? null : { text, changedAtMs: times.get(name) ?? nowMs() };
      },
      keep: (draftedField, { text }) => {
        const name = nameOf(names, draftedField);
        times.set(name, nowMs());
        drafts.write(name, text);
      },
      forget: (draftedField) => drafts.write(nameOf(names, draftedField), ''),
      discard: (draftedField) => {
        const name = nameOf(names, draftedField);
        const text = drafts.read(name);
        if (text === undefined) return;
        drafts.write(name, '');
        notify({
          meaning: 'info',
          key: 'draft',
          text: (translate) => translate('ui.draft.discarded'),
          action: {
            label: 'frame.draft.undo',
            onPress: () => {
              drafts.write(name, text);
              setTakenBack((count) => count + 1);
            },
          },
        });
      },
      isClosing: () => isClosing.current,
      leave: () =>
        notify({ meaning: 'wait', key: 'draft', text: (translate) => translate('ui.draft.inPage') }),
    };
  }, [drafts, names, nowMs, notify, takenBack]);
  return <FieldDraftsContext value={fields}>{children}</FieldDraftsContext>;
}
