import {
  ClipboardList,
  CornerDownLeft,
  ListChecks,
  type LucideIcon,
  Map,
  MapPin,
  Presentation,
} from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import {
  Autocomplete,
  Collection,
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Text,
} from 'react-aria-components';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import { MarkedText } from '#renderer/field/parts/marked-text.tsx';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { Dialog, SearchField } from '#renderer/ui';
import type { Destination } from './destinations.ts';
import type { FoundGroup, FoundGroups, FoundLine } from './found-texts.ts';
import './go-anywhere-view.css';

interface GoAnywhereViewProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Places with the typed words in their names. */
  readonly places: readonly Destination[];
  /** Null without typed words. */
  readonly found: FoundGroups | null;
  readonly onGo: (route: FieldRoute) => void;
  readonly onClose: () => void;
}

/** Search in everything on this laptop: places by name, and texts by their words. Enter goes there. */
export function GoAnywhereView(props: GoAnywhereViewProps): ReactElement {
  const { text, onText, places, found, onGo, onClose } = props;
  const translate = useTranslate();
  const field = useRef<HTMLDivElement>(null);
  const groups = found?.groups ?? [];
  const routes = new globalThis.Map<unknown, FieldRoute>([
    ...places.map(({ id, route }) => [id, route] as const),
    ...groups.flatMap(({ lines }) => lines.map(({ id, route }) => [id, route] as const)),
  ]);
  const go = (id: unknown): void => {
    const route = routes.get(id);
    if (route) onGo(route);
  };
  return (
    <Dialog title={translate('frame.goAnywhere')} isOpen onClose={onClose} width="l">
      <div className="field-go" ref={field}>
        <Autocomplete inputValue={text} onInputChange={onText} disableAutoFocusFirst>
          <SearchField
            label={translate('frame.go.search')}
            value={text}
            onChange={onText}
            isCombobox
            autoFocus
            onSubmit={() => {
              // The list itself takes Enter for the line that the arrow keys chose.
              const isChosen = field.current?.querySelector('[aria-activedescendant]');
              const [first] = routes.keys();
              if (!isChosen) go(first);
            }}
          />
          <FoundStatus places={places.length} found={found} />
          <ListBox
            className="fb-list field-go-list"
            aria-label={translate('frame.goAnywhere')}
            onAction={go}
            renderEmptyState={() => <p className="field-go-none">{translate('frame.go.none')}</p>}
          >
            <Collection items={places}>{(place) => <DestinationItem place={place} />}</Collection>
            <Collection items={groups}>{(group) => <FoundSection group={group} />}</Collection>
          </ListBox>
        </Autocomplete>
      </div>
    </Dialog>
  );
}

interface FoundStatusProps {
  readonly places: number;
  readonly found: FoundGroups | null;
}

/** Number of results, and the progress of the index. Only the number is announced. */
function FoundStatus({ places, found }: FoundStatusProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const shown = found?.groups.length ?? 0;
  const total = Math.max(found?.total ?? 0, shown);
  return (
    <div className="field-go-status">
      <p role="status">
        {found !== null &&
          shown + places > 0 &&
          (total > shown && shown > 0
            ? translate('frame.go.best', { shown, total })
            : translate('frame.go.found', { count: shown }))}
      </p>
      {found?.building && found.building.all > 0 && (
        <p>
          {translate('frame.go.building', {
            read: format.number(found.building.read),
            all: format.number(found.building.all),
          })}
        </p>
      )}
    </div>
  );
}

function DestinationItem({ place }: { readonly place: Destination }): ReactElement {
  const translate = useTranslate();
  const { icon: Icon, word } = destinationLooks[place.kind];
  return (
    <ListBoxItem className="fb-list-item" id={place.id} textValue={place.title}>
      <Icon className="fb-icon" aria-hidden />
      <Text slot="label">
        <bdi>{place.title}</bdi>
        {place.note !== '' && (
          <span className="field-go-note">
            <bdi>{place.note}</bdi>
          </span>
        )}
      </Text>
      <span className="field-go-kind">
        {translate(word)}
        <CornerDownLeft className="fb-icon" aria-hidden />
      </span>
    </ListBoxItem>
  );
}

function FoundSection({ group }: { readonly group: FoundGroup }): ReactElement {
  const translate = useTranslate();
  return (
    <ListBoxSection id={group.id} className="field-go-group">
      <Header className="field-go-head">
        <bdi className="field-go-title">{group.title}</bdi>
        <bdi className="field-go-note">{group.note}</bdi>
        {group.more > 0 && (
          <span className="field-go-more">{translate('frame.go.more', { count: group.more })}</span>
        )}
      </Header>
      <Collection items={group.lines}>{(line) => <FoundItem line={line} />}</Collection>
    </ListBoxSection>
  );
}

function FoundItem({ line }: { readonly line: FoundLine }): ReactElement {
  const text = line.excerpt.map((part) => part.text).join('');
  return (
    <ListBoxItem className="fb-list-item field-go-line" id={line.id} textValue={`${line.place}: ${text}`}>
      <span className="field-go-place">
        <bdi>{line.place}</bdi>
      </span>
      <span className="field-go-text">
        <MarkedText parts={line.excerpt} />
      </span>
      <CornerDownLeft className="fb-icon" aria-hidden />
    </ListBoxItem>
  );
}

const destinationLooks: {
  readonly [K in Destination['kind']]: { readonly icon: LucideIcon; readonly word: MessageKey };
} = {
  place: { icon: MapPin, word: 'frame.go.place' },
  mission: { icon: Map, word: 'value.documentKind.mission' },
  assessment: { icon: ClipboardList, word: 'value.documentKind.assessment' },
  workshop: { icon: Presentation, word: 'value.documentKind.workshop' },
  question: { icon: ListChecks, word: 'frame.go.question' },
};
