import {
  type ReactElement,
  type ReactNode,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type DraftKey, formPart } from '#domain/draft/text-draft.ts';
import { type FieldRoute, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import {
  type DraftedField,
  type FieldDrafts,
  FieldDraftsContext,
  type ScreenNotice,
  useNotify,
} from '#renderer/ui';
import { useFieldServices } from '../session/field-services.tsx';
import type { KeptDraft } from './text-drafts.ts';
import { useDiscardDraft } from './use-text-drafts.ts';

interface FieldDraftsProviderProps {
  readonly children: ReactNode;
}

/** Every text field of these screens keeps its text until a record has it. */
export function FieldDraftsProvider({ children }: FieldDraftsProviderProps): ReactElement {
  const { drafts, route } = useFieldServices();
  const notify = useNotify();
  const discard = useDiscardDraft();
  /** Discarded drafts that were taken back: the fields look for theirs again. */
  const [takenBack, setTakenBack] = useState(0);
  const isClosing = useRef(false);
  // Cleaned up before the screens within.
  useLayoutEffect(() => {
    isClosing.current = false;
    return () => {
      isClosing.current = true;
    };
  }, []);

  useEffect(() => {
    // What a lock, a restart or a crash interrupted is said once; the bar says it all the time.
    const refused = drafts.list().find(({ state }) => state === 'refused');
    if (refused) notify(leftNotice(refused));
  }, [drafts, notify]);
  const fields = useMemo((): FieldDrafts | null => {
    if (!('log' in route)) return null;
    const at = <T,>(draftedField: DraftedField, act: (draftKey: DraftKey) => T): T | null => {
      const draftKey = draftKeyOn(route, draftedField);
      return draftKey && act(draftKey);
    };
    return {
      where: 'laptop',
      find: (draftedField, label) =>
        at(draftedField, (draftKey) => {
          if (label !== undefined) drafts.name(draftKey, label);
          return drafts.find(draftKey);
        }),
      keep: (draftedField, content) =>
        void at(draftedField, (draftKey) => drafts.keep(draftKey, { ...content, address: addressOn(route) })),
      forget: (draftedField) => void at(draftedField, drafts.forget),
      discard: (draftedField) =>
        void at(draftedField, (draftKey) => discard(draftKey, () => setTakenBack((count) => count + 1))),
      isClosing: () => isClosing.current,
      leave: (draftedField) =>
        void at(draftedField, (draftKey) => {
          const keptDraft = drafts.find(draftKey);
          if (keptDraft !== null) notify(leftNotice(keptDraft));
        }),
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- another object when drafts are taken back
  }, [drafts, route, notify, discard, takenBack]);
  return <FieldDraftsContext value={fields}>{children}</FieldDraftsContext>;
}

/** Screen of a route as a part of a form's name: the same field name on two screens is two fields. */
function screenNameOf(fieldRoute: FieldRoute): string {
  switch (fieldRoute.screen) {
    case 'mission':
      return fieldRoute.tab;
    case 'assessment':
      return `assessment ${fieldRoute.tab ?? ''}`;
    case 'workshop':
      return `workshop ${fieldRoute.section ?? ''} ${fieldRoute.session ?? ''}`;
    case 'planItem':
      return `plan ${fieldRoute.item}`;
    case 'note':
      return `note ${fieldRoute.note}`;
    default:
      return fieldRoute.screen;
  }
}

/** Key of a field on a screen; null on a screen of no mission. */
function draftKeyOn(fieldRoute: FieldRoute, { of, names }: DraftedField): DraftKey | null {
  if (!('log' in fieldRoute)) return null;
  const part = of === 'record' ? (names[0] ?? '') : formPart(screenNameOf(fieldRoute), ...names);
  return { log: fieldRoute.log, doc: 'doc' in fieldRoute ? fieldRoute.doc : null, part };
}

/** Address of a field: the question in focus, as long as its screen is still there. */
function addressOn(fieldRoute: FieldRoute): string {
  const screen = fieldAddressOf(
    fieldRoute.screen === 'assessment' ? withoutQuestion(fieldRoute) : fieldRoute,
  );
  return location.hash.startsWith(screen) ? location.hash : screen;
}

const withoutQuestion = ({
  screen,
  log,
  doc,
  tab,
}: FieldRoute & { readonly screen: 'assessment' }): FieldRoute => ({
  screen,
  log,
  doc,
  ...(tab && { tab }),
});

const leftNotice = ({ label, address }: KeptDraft): ScreenNotice => ({
  meaning: 'wait',
  key: 'draft',
  text: (translate) => translate('frame.draft.left', { field: label }),
  action: {
    label: 'frame.draft.show',
    onPress: () => {
      location.hash = address;
    },
  },
});

/** Keeper of the texts of this screen's fields, for owners that save while a person types. */
export const useFieldDrafts = (): FieldDrafts | null => use(FieldDraftsContext);
