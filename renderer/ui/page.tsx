import type { ReactElement, ReactNode } from 'react';
import './page.css';

interface PageProps {
  readonly children: ReactNode;
  /** `reading`: one column of text or form; `full`: tables. */
  readonly width?: 'reading' | 'full' | undefined;
}

/** The scrolling page inside a `Frame` for screens of one column; keeps even distances between its parts. */
export function Page({ children, width = 'full' }: PageProps): ReactElement {
  return (
    <div className="fb-page">
      <div className="fb-page-inner" data-width={width}>
        {children}
      </div>
    </div>
  );
}
