import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-aria-components';
import './text-link.css';

interface TextLinkProps {
  readonly children: ReactNode;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
  /** Whether it covers the nearest positioned parent, so that the whole row or card can be pressed. */
  readonly isWholeRow?: boolean | undefined;
  /** A longer name for screen readers, where the words alone are not enough ("2"). */
  readonly label?: string | undefined;
}

/** Link to a place. With `href` a real link, else a press. */
export function TextLink({
  children,
  href,
  onPress,
  isWholeRow = false,
  label,
}: TextLinkProps): ReactElement {
  return (
    <Link
      className="fb-link"
      {...(href !== undefined && { href })}
      {...(onPress && { onPress })}
      {...(isWholeRow && { 'data-whole-row': true })}
      {...(label !== undefined && { 'aria-label': label })}
    >
      {children}
    </Link>
  );
}
