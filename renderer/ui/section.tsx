import { useId, type ReactElement, type ReactNode } from 'react';
import './section.css';

interface SectionProps {
  readonly title: string;
  /** `page`: a part of a page; `side`: a small grey heading in a side column. */
  readonly kind?: 'page' | 'side' | undefined;
  readonly description?: string | undefined;
  /** Beside the heading: a button or a count. */
  readonly action?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** A part with a heading. */
export function Section({ title, kind = 'page', description, action, children }: SectionProps): ReactElement {
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
