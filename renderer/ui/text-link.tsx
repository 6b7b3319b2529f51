import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-aria-components';
import './text-link.css';

interface TextLinkProps {
  readonly children: ReactNode;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
  /** Covers the nearest positioned parent, so that the whole row or card can be pressed. */
  readonly isWholeRow?: boolean | undefined;
}

/** Goes somewhere. With `href` a real link, else a press. */
export function TextLink({ children, href, onPress, isWholeRow = false }: TextLinkProps): ReactElement {
  return (
    <Link
      className="fb-link"
      {...(href !== undefined && { href })}
      {...(onPress && { onPress })}
      {...(isWholeRow && { 'data-whole-row': true })}
    >
      {children}
    </Link>
  );
}
