import { memo, type ReactElement, type ReactNode } from 'react';
import { type PageLink, PageLinksView } from '#renderer/form/section-list-view.tsx';
import './assessment.css';

interface DimensionPageViewProps {
  readonly code: string | null;
  readonly title: string;
  readonly purpose: string;
  /** Notice over all: locked, read only. */
  readonly notice: ReactNode;
  readonly children: ReactNode;
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** The questions of one dimension, or the screening, as one page. */
export function DimensionPageView(props: DimensionPageViewProps): ReactElement {
  const { code, title, purpose, notice, children, previous, next } = props;
  return (
    <div className="assess-page">
      <PageHead code={code} title={title} purpose={purpose} />
      {notice}
      {children}
      <PageLinksView previous={previous} next={next} />
    </div>
  );
}

const PageHead = memo(function PageHead({
  code,
  title,
  purpose,
}: Pick<DimensionPageViewProps, 'code' | 'title' | 'purpose'>): ReactElement {
  return (
    <header className="assess-head">
      <h2>
        {code !== null && <span className="assess-code">{code} </span>}
        <bdi>{title}</bdi>
      </h2>
      <p>
        <bdi>{purpose}</bdi>
      </p>
    </header>
  );
});
