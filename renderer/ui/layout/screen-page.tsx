import { type ReactElement, type ReactNode, useId } from 'react';
import { useTranslate } from '#renderer/i18n';
import './page-section.css';
import './screen-page.css';

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

interface PageSectionProps {
  readonly title: string;
  /** `page`: a part of a page; `side`: a small grey heading in a side column. */
  readonly kind?: 'page' | 'side' | undefined;
  readonly description?: string | undefined;
  /** Reasons and details, shown on request. */
  readonly details?: string | undefined;
  /** Beside the heading: a button or a count. */
  readonly action?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** A part with a heading. */
export function PageSection(props: PageSectionProps): ReactElement {
  const { title, kind = 'page', description, details, action, children } = props;
  const translate = useTranslate();
  const titleId = useId();
  const Heading = kind === 'page' ? 'h2' : 'h3';
  return (
    <section className="fb-section" data-kind={kind} aria-labelledby={titleId}>
      <div className="fb-section-head">
        <Heading id={titleId}>{title}</Heading>
        {action}
      </div>
      {description !== undefined && <p className="fb-section-text">{description}</p>}
      {details !== undefined && (
        <details className="fb-section-text">
          <summary>{translate('ui.more')}</summary>
          <p>{details}</p>
        </details>
      )}
      {children}
    </section>
  );
}
