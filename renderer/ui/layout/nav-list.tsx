import { memo, type ReactElement, type ReactNode, use } from 'react';
import { Link } from 'react-aria-components';
import { CloseDrawerContext } from '../overlays/drawer.tsx';
import './nav-list.css';

export interface NavItem<Id extends string> {
  readonly id: Id;
  /** A ring or an icon. */
  readonly lead?: ReactNode | undefined;
  readonly code?: string | undefined;
  readonly title: string;
  readonly note?: ReactNode | undefined;
  /** A chip or a count at the end. */
  readonly end?: ReactNode | undefined;
}

interface NavListProps<Id extends string> {
  readonly label: string;
  readonly items: readonly NavItem<Id>[];
  readonly current: Id | null;
  readonly onGo: (id: Id) => void;
}

/** A column of places inside one screen: the dimensions of an assessment, the sessions of a workshop. */
export function NavList<Id extends string>({ label, items, current, onGo }: NavListProps<Id>): ReactElement {
  const closeDrawer = use(CloseDrawerContext);
  return (
    <nav aria-label={label}>
      <ul className="fb-nav-list">
        {items.map((navItem) => (
          <NavEntry
            key={navItem.id}
            item={navItem}
            isCurrent={navItem.id === current}
            onGo={onGo}
            onClose={closeDrawer}
          />
        ))}
      </ul>
    </nav>
  );
}

interface NavEntryProps<Id extends string> extends Pick<NavListProps<Id>, 'onGo'> {
  readonly item: NavItem<Id>;
  readonly isCurrent: boolean;
  /** Close the drawer around the list. */
  readonly onClose: () => void;
}

function NavEntryOnce<Id extends string>(props: NavEntryProps<Id>): ReactElement {
  const { item, isCurrent, onGo, onClose } = props;
  const { id, lead, code, title, note, end } = item;
  return (
    <li>
      <Link
        className="fb-nav-item"
        onPress={() => {
          onGo(id);
          onClose();
        }}
        {...(isCurrent && { 'aria-current': 'true' })}
      >
        {lead}
        <span className="fb-nav-text">
          {/* The title decides the direction; text in <bdi> has no influence. */}
          <span className="fb-own-direction" dir="auto">
            {code !== undefined && (
              <bdi>
                <b>{code}</b>
              </bdi>
            )}{' '}
            {title}
          </span>
          {note !== undefined && <small>{note}</small>}
        </span>
        {end}
      </Link>
    </li>
  );
}

/** An entry whose item stays the same object is not drawn again when another becomes the current one. */
const NavEntry = memo(NavEntryOnce) as typeof NavEntryOnce;
// memo forgets that the component is generic
