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
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { type GoPlace, matchPlaces } from './go-places.ts';
import '#renderer/ui/overlay.css';
import './go-anywhere-view.css';

interface GoAnywhereViewProps {
  readonly isOpen: boolean;
  readonly places: readonly GoPlace[];
  readonly onGo: (place: GoPlace) => void;
  readonly onClose: () => void;
}

/** Type a few letters of anything, Enter goes there. */
export function GoAnywhereView({ isOpen, places, onGo, onClose }: GoAnywhereViewProps): ReactElement {
  const say = useSay();
  return (
    <Dialog title={say('frame.go.title')} isOpen={isOpen} onClose={onClose} width="l">
      <Finder places={places} onGo={onGo} />
    </Dialog>
  );
}

function Finder({ places, onGo }: Pick<GoAnywhereViewProps, 'places' | 'onGo'>): ReactElement {
  const say = useSay();
  const [text, setText] = useState('');
  const shown = matchPlaces(places, text);
  return (
    <div className="field-go">
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField label={say('frame.go.search')} value={text} onChange={setText} autoFocus />
        <Menu
          className="fb-list field-go-list"
          aria-label={say('frame.go.title')}
          items={shown}
          onAction={(id) => {
            const place = shown.find((one) => one.id === id);
            if (place) onGo(place);
          }}
          renderEmptyState={() => <p className="field-go-none">{say('frame.go.none')}</p>}
        >
          {(place) => <PlaceItem key={place.id} place={place} />}
        </Menu>
      </Autocomplete>
    </div>
  );
}

function PlaceItem({ place }: { readonly place: GoPlace }): ReactElement {
  const say = useSay();
  const { icon: Icon, word } = looks[place.kind];
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
        {say(word)}
        <CornerDownLeft className="fb-icon" aria-hidden />
      </span>
    </MenuItem>
  );
}

const looks: {
  readonly [K in GoPlace['kind']]: { readonly icon: LucideIcon; readonly word: MessageKey };
} = {
  place: { icon: MapPin, word: 'frame.go.place' },
  mission: { icon: Map, word: 'frame.go.mission' },
  assessment: { icon: ClipboardList, word: 'frame.go.assessment' },
  workshop: { icon: Presentation, word: 'frame.go.workshop' },
  question: { icon: ListChecks, word: 'frame.go.question' },
};
