import { ClipboardList, CloudSync, ListChecks, type LucideIcon, Map, Presentation } from 'lucide-react';
import type { ReactElement } from 'react';
import { type FieldRoute, fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { MarkedText } from '#renderer/field/parts/marked-text.tsx';
import {
  type LanguageFormat,
  type MessageKey,
  type Translate,
  useFormat,
  useTranslate,
} from '#renderer/i18n';
import { type FoundOptionGroup, SearchDialog } from '#renderer/ui';
import type { Destination } from './destinations.ts';
import type { FoundGroup, FoundGroups } from './found-texts.ts';
import type { FoundItem } from './show-found.ts';

interface GoAnywhereViewProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Destinations with the typed words in their names. */
  readonly destinations: readonly Destination[];
  /** Null without typed words. */
  readonly found: FoundGroups | null;
  /** The texts are those of earlier words. */
  readonly isPending?: boolean;
  /** Go there, and show the item where there is one. */
  readonly onGo: (fieldRoute: FieldRoute, foundItem: FoundItem | null) => void;
  readonly onClose: () => void;
}

/** Search in everything on this laptop: screens by name, and texts by their words. */
export function GoAnywhereView(props: GoAnywhereViewProps): ReactElement {
  const { text, onText, destinations, found, isPending = false, onGo, onClose } = props;
  const translate = useTranslate();
  const format = useFormat();
  const foundGroups = found?.groups ?? [];
  const options: readonly FoundTarget[] = [...destinations, ...foundGroups.flatMap(({ lines }) => lines)];
  return (
    <SearchDialog
      title={translate('frame.goAnywhere')}
      label={translate('frame.go.search')}
      text={text}
      onText={onText}
      status={foundStatusOf(destinations.length, found, translate)}
      progress={indexProgressOf(found, translate, format)}
      groups={[
        destinationGroupOf(destinations, translate),
        ...foundGroups.map((group) => textGroupOf(group, translate)),
      ]}
      empty={isPending ? '' : translate('frame.go.none')}
      isPending={isPending}
      onGo={(id) => {
        const foundTarget = options.find((option) => option.id === id);
        if (foundTarget !== undefined) onGo(foundTarget.route, foundTarget.item ?? null);
      }}
      onClose={onClose}
    />
  );
}

/** Screen by its name, or text with its item. */
type FoundTarget = Pick<Destination, 'id' | 'route'> & { readonly item?: FoundItem | null };

function foundStatusOf(screenCount: number, foundGroups: FoundGroups | null, translate: Translate): string {
  const shown = foundGroups?.groups.length ?? 0;
  const total = Math.max(foundGroups?.total ?? 0, shown);
  if (foundGroups === null || shown + screenCount === 0) return '';
  return total > shown && shown > 0
    ? translate('frame.go.best', { shown, total })
    : translate('frame.go.found', { count: shown });
}

function indexProgressOf(
  foundGroups: FoundGroups | null,
  translate: Translate,
  format: LanguageFormat,
): string | undefined {
  const building = foundGroups?.building;
  if (!building || building.all === 0) return undefined;
  return translate('frame.go.building', {
    read: format.number(building.read),
    all: format.number(building.all),
  });
}

const destinationGroupOf = (
  destinations: readonly Destination[],
  translate: Translate,
): FoundOptionGroup => ({
  id: 'places',
  title: '',
  options: destinations.map(({ id, kind, title, note, route }) => ({
    id,
    href: fieldAddressOf(route),
    icon: destinationLooks[kind].icon,
    title,
    note,
    kind: translate(destinationLooks[kind].word),
  })),
});

const textGroupOf = (foundGroup: FoundGroup, translate: Translate): FoundOptionGroup => ({
  id: foundGroup.id,
  title: foundGroup.title,
  note: foundGroup.note,
  ...(foundGroup.more > 0 && { more: translate('frame.go.more', { count: foundGroup.more }) }),
  options: foundGroup.lines.map(({ id, position, excerpt, route }) => ({
    id,
    href: fieldAddressOf(route),
    position,
    text: <MarkedText parts={excerpt} />,
  })),
});

const destinationLooks: {
  readonly [K in Destination['kind']]: { readonly icon: LucideIcon; readonly word: MessageKey };
} = {
  screen: { icon: CloudSync, word: 'frame.go.place' },
  mission: { icon: Map, word: 'value.documentKind.mission' },
  assessment: { icon: ClipboardList, word: 'value.documentKind.assessment' },
  workshop: { icon: Presentation, word: 'value.documentKind.workshop' },
  question: { icon: ListChecks, word: 'frame.go.question' },
};
