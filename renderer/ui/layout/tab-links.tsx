import type { ReactElement } from 'react';
import { Link } from 'react-aria-components';
import { Badge } from '../marks/pill.tsx';
import './tab-links.css';

interface TabLink {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  /** Number of waiting items; nothing is shown for none. */
  readonly count?: number | undefined;
}

interface TabLinksProps {
  readonly label: string;
  readonly links: readonly TabLink[];
  readonly current: string;
}

/** The tabs of one record in a row under its heading; each is a screen with an address of its own. */
export function TabLinks({ label, links, current }: TabLinksProps): ReactElement {
  return (
    <nav className="fb-tab-links" aria-label={label}>
      <ul>
        {links.map(({ id, label: text, href, count = 0 }) => (
          <li key={id}>
            <Link className="fb-tab-link" href={href} {...(id === current && { 'aria-current': 'page' })}>
              {text}
              {count > 0 && <Badge count={count} />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
