import { type ReactElement, type ReactNode, useId } from 'react';
import './screen-page.css';
import './page-section.css';

interface PageSectionProps {
  readonly title: string;
  /** `page`: a part of a page; `side`: a small grey heading in a side column. */
  readonly kind?: 'page' | 'side' | undefined;
  readonly description?: string | undefined;
  /** Beside the heading: a button or a count. */
  readonly action?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** A part with a heading. */
export function PageSection({
  title,
  kind = 'page',
  description,
  action,
  children,
}: PageSectionProps): ReactElement {
  const titleId = useId();
  const Heading = kind === 'page' ? 'h2' : 'h3';
  return (
    <section className="fb-section" data-kind={kind} aria-labelledby={titleId}>
      <div className="fb-section-head">
        <Heading id={titleId}>{title}</Heading>
        {action}
      </div>
      {description !== undefined && <p className="fb-section-text">{description}</p>}
      {children}
    </section>
  );
}

interface ScreenPageProps {
  readonly children: ReactNode;
  /** `reading`: one column of text or form; `full`: tables. */
  readonly width?: 'reading' | 'full' | undefined;
}

/**
 * Scrolling page inside a `ScreenLayout` for screens of one column; keeps even distances between its parts.
 */
export function ScreenPage({ children, width = 'full' }: ScreenPageProps): ReactElement {
  return (
    <div className="fb-page">
      <div className="fb-page-inner" data-width={width}>
        {children}
      </div>
    </div>
  );
}
