import {
  ClipboardList,
  CornerDownLeft,
  ListChecks,
  type LucideIcon,
  Map,
  MapPin,
  Presentation,
} from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { Autocomplete, Menu, MenuItem, Text } from 'react-aria-components';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { Dialog, SearchField } from '#renderer/ui';
import { type Destination, matchDestinations } from './destinations.ts';
import './go-anywhere-view.css';

interface GoAnywhereViewProps {
  readonly isOpen: boolean;
  readonly places: readonly Destination[];
  readonly onGo: (place: Destination) => void;
  readonly onClose: () => void;
}

/** List of places that match a few typed letters; Enter goes there. */
export function GoAnywhereView({ isOpen, places, onGo, onClose }: GoAnywhereViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <Dialog title={translate('frame.go.title')} isOpen={isOpen} onClose={onClose} width="l">
      <DestinationSearch places={places} onGo={onGo} />
    </Dialog>
  );
}

function DestinationSearch({ places, onGo }: Pick<GoAnywhereViewProps, 'places' | 'onGo'>): ReactElement {
  const translate = useTranslate();
  const [text, setText] = useState('');
  const shown = matchDestinations(places, text);
  return (
    <div className="field-go">
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField label={translate('frame.go.search')} value={text} onChange={setText} autoFocus />
        <Menu
          className="fb-list field-go-list"
          aria-label={translate('frame.go.title')}
          items={shown}
          onAction={(id) => {
            const place = shown.find((one) => one.id === id);
            if (place) onGo(place);
          }}
          renderEmptyState={() => <p className="field-go-none">{translate('frame.go.none')}</p>}
        >
          {(place) => <DestinationItem key={place.id} place={place} />}
        </Menu>
      </Autocomplete>
    </div>
  );
}

function DestinationItem({ place }: { readonly place: Destination }): ReactElement {
  const translate = useTranslate();
  const { icon: Icon, word } = destinationLooks[place.kind];
  return (
    <MenuItem className="fb-list-item" id={place.id} textValue={place.title}>
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
    </MenuItem>
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
