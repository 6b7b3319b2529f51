import type { ReactElement } from 'react';
import { Link } from 'react-aria-components';
import { Badge } from '../marks/pill.tsx';
import './place-links.css';

interface PlaceLink {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  /** Number of waiting items; nothing is shown for none. */
  readonly count?: number | undefined;
}

interface PlaceLinksProps {
  readonly label: string;
  readonly links: readonly PlaceLink[];
  readonly current: string;
}

/** The places of one record in a row under its heading; each is a screen with an address of its own. */
export function PlaceLinks({ label, links, current }: PlaceLinksProps): ReactElement {
  return (
    <nav className="fb-places" aria-label={label}>
      <ul>
        {links.map(({ id, label: text, href, count = 0 }) => (
          <li key={id}>
            <Link className="fb-place" href={href} {...(id === current && { 'aria-current': 'page' })}>
              {text}
              {count > 0 && <Badge count={count} />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
