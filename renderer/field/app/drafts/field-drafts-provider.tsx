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
import { type DraftPlace, formPart } from '#domain/draft/text-draft.ts';
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
    const at = <T,>(field: DraftedField, act: (place: DraftPlace) => T): T | null => {
      const place = draftPlaceOn(route, field);
      return place && act(place);
    };
    return {
      where: 'laptop',
      find: (field, label) =>
        at(field, (place) => {
          if (label !== undefined) drafts.name(place, label);
          return drafts.find(place);
        }),
      keep: (field, content) =>
        void at(field, (place) => drafts.keep(place, { ...content, address: addressOn(route) })),
      forget: (field) => void at(field, drafts.forget),
      discard: (field) => void at(field, (place) => discard(place, () => setTakenBack((count) => count + 1))),
      isClosing: () => isClosing.current,
      leave: (field) =>
        void at(field, (place) => {
          const draft = drafts.find(place);
          if (draft !== null) notify(leftNotice(draft));
        }),
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- another object when drafts are taken back
  }, [drafts, route, notify, discard, takenBack]);
  return <FieldDraftsContext value={fields}>{children}</FieldDraftsContext>;
}

/** Screen of a route as a part of a form's name: the same field name on two screens is two fields. */
function screenNameOf(route: FieldRoute): string {
  switch (route.screen) {
    case 'mission':
      return route.tab;
    case 'assessment':
      return `assessment ${route.place ?? ''}`;
    case 'workshop':
      return `workshop ${route.section ?? ''} ${route.session ?? ''}`;
    case 'planItem':
      return `plan ${route.item}`;
    case 'note':
      return `note ${route.note}`;
    default:
      return route.screen;
  }
}

/** Place of a field on a screen; null on a screen of no mission. */
function draftPlaceOn(route: FieldRoute, { of, names }: DraftedField): DraftPlace | null {
  if (!('log' in route)) return null;
  const part = of === 'record' ? (names[0] ?? '') : formPart(screenNameOf(route), ...names);
  return { log: route.log, doc: 'doc' in route ? route.doc : null, part };
}

/** Address of a field: the question in focus, as long as its screen is still there. */
function addressOn(route: FieldRoute): string {
  const screen = fieldAddressOf(route.screen === 'assessment' ? withoutQuestion(route) : route);
  return location.hash.startsWith(screen) ? location.hash : screen;
}

const withoutQuestion = ({
  screen,
  log,
  doc,
  place,
}: FieldRoute & { readonly screen: 'assessment' }): FieldRoute => ({
  screen,
  log,
  doc,
  ...(place && { place }),
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
