import {
  ClipboardList,
  CornerDownLeft,
  ListChecks,
  type LucideIcon,
  Map,
  MapPin,
  Presentation,
} from 'lucide-react';
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import { fieldAddressOf, type FieldRoute } from '#renderer/field/parts/field-route.ts';
import { MarkedText } from '#renderer/field/parts/marked-text.tsx';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { Dialog, SearchField } from '#renderer/ui';
import type { Destination } from './destinations.ts';
import type { FoundGroup, FoundGroups, FoundLine } from './found-texts.ts';
import type { FoundItem } from './show-found.ts';
import './go-anywhere-view.css';

interface GoAnywhereViewProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Places with the typed words in their names. */
  readonly places: readonly Destination[];
  /** Null without typed words. */
  readonly found: FoundGroups | null;
  /** Go there, and show the item where there is one. */
  readonly onGo: (route: FieldRoute, item: FoundItem | null) => void;
  readonly onClose: () => void;
}

/** Search in everything on this laptop: places by name, and texts by their words. Enter goes there. */
export function GoAnywhereView(props: GoAnywhereViewProps): ReactElement {
  const { text, onText, places, found, onGo, onClose } = props;
  const translate = useTranslate();
  const listId = useId();
  const groups = found?.groups ?? [];
  const options: readonly FoundPlace[] = [...places, ...groups.flatMap(({ lines }) => lines)];
  // The arrow keys choose among the results of these words; without a choice, Enter goes to the first.
  const [chosen, setChosen] = useState<{ readonly text: string; readonly id: string } | null>(null);
  const active = chosen?.text === text ? options.findIndex(({ id }) => id === chosen.id) : -1;
  const optionIdOf = (at: number): string => `${listId}-${at}`;
  const step = (by: 1 | -1): void => {
    const next = Math.min(Math.max(active + by, 0), options.length - 1);
    const option = options[next];
    if (option === undefined) return;
    setChosen({ text, id: option.id });
    document.getElementById(optionIdOf(next))?.scrollIntoView({ block: 'nearest' });
  };
  const go = ({ route, item }: FoundPlace): void => onGo(route, item ?? null);
  const optionOf = (place: FoundPlace): FoundOption => {
    const at = options.findIndex(({ id }) => id === place.id);
    return { id: optionIdOf(at), isActive: at === active, route: place.route, onGo: () => go(place) };
  };
  return (
    <Dialog title={translate('frame.goAnywhere')} isOpen onClose={onClose} width="l">
      <div className="field-go">
        <SearchField
          label={translate('frame.go.search')}
          value={text}
          onChange={onText}
          list={{ id: listId, activeId: active === -1 ? null : optionIdOf(active), onStep: step }}
          autoFocus
          onSubmit={() => {
            const option = options[Math.max(active, 0)];
            if (option) go(option);
          }}
        />
        <FoundStatus places={places.length} found={found} />
        <div
          className="fb-list field-go-list"
          role="listbox"
          id={listId}
          tabIndex={-1}
          aria-label={translate('frame.goAnywhere')}
        >
          {options.length === 0 && <p className="field-go-none">{translate('frame.go.none')}</p>}
          {places.map((place) => (
            <DestinationItem key={place.id} place={place} option={optionOf(place)} />
          ))}
          {groups.map((group) => (
            <FoundSection key={group.id} group={group} optionOf={optionOf} />
          ))}
        </div>
      </div>
    </Dialog>
  );
}

/** Place by its name, or text with its item. */
type FoundPlace = Pick<Destination, 'id' | 'route'> & { readonly item?: FoundItem | null };

/** One result in the list of the combobox. */
interface FoundOption {
  readonly id: string;
  readonly isActive: boolean;
  readonly route: FieldRoute;
  readonly onGo: () => void;
}

interface OptionLinkProps {
  readonly option: FoundOption;
  readonly className: string;
  readonly children: ReactNode;
}

/** Option that is a link for the mouse. The focus stays in the field. */
function OptionLink({ option, className, children }: OptionLinkProps): ReactElement {
  const { id, isActive, route, onGo } = option;
  return (
    <a
      className={`fb-list-item ${className}`}
      role="option"
      id={id}
      href={fieldAddressOf(route)}
      tabIndex={-1}
      aria-selected={isActive}
      {...(isActive && { 'data-focused': true })}
      onClick={(event) => {
        event.preventDefault();
        onGo();
      }}
    >
      {children}
    </a>
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

interface DestinationItemProps {
  readonly place: Destination;
  readonly option: FoundOption;
}

function DestinationItem({ place, option }: DestinationItemProps): ReactElement {
  const translate = useTranslate();
  const { icon: Icon, word } = destinationLooks[place.kind];
  return (
    <OptionLink option={option} className="field-go-destination">
      <Icon className="fb-icon" aria-hidden />
      <span>
        <bdi>{place.title}</bdi>
        {place.note !== '' && (
          <span className="field-go-note">
            <bdi>{place.note}</bdi>
          </span>
        )}
      </span>
      <span className="field-go-kind">
        {translate(word)}
        <CornerDownLeft className="fb-icon" aria-hidden />
      </span>
    </OptionLink>
  );
}

interface FoundSectionProps {
  readonly group: FoundGroup;
  readonly optionOf: (line: FoundLine) => FoundOption;
}

function FoundSection({ group, optionOf }: FoundSectionProps): ReactElement {
  const translate = useTranslate();
  const headId = useId();
  return (
    <div className="field-go-group" role="group" aria-labelledby={headId}>
      <div className="field-go-head" id={headId}>
        <bdi className="field-go-title">{group.title}</bdi>
        <bdi className="field-go-note">{group.note}</bdi>
        {group.more > 0 && (
          <span className="field-go-more">{translate('frame.go.more', { count: group.more })}</span>
        )}
      </div>
      {group.lines.map((line) => (
        <OptionLink key={line.id} option={optionOf(line)} className="field-go-line">
          <span className="field-go-place">
            <bdi>{line.place}</bdi>
          </span>
          <span className="field-go-text">
            <MarkedText parts={line.excerpt} />
          </span>
          <CornerDownLeft className="fb-icon" aria-hidden />
        </OptionLink>
      ))}
    </div>
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
