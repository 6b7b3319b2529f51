import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import './assessment.css';

/** Where one can go on from the foot of a page. */
export interface PageLink {
  readonly title: string;
  readonly onGo: () => void;
}

interface DimensionPageViewProps {
  readonly code: string | null;
  readonly title: string;
  readonly purpose: string;
  /** What stands over all: locked, read only. */
  readonly notice: ReactNode;
  readonly children: ReactNode;
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** The questions of one dimension, or the screening, as one page. */
export function DimensionPageView(props: DimensionPageViewProps): ReactElement {
  const { code, title, purpose, notice, children, previous, next } = props;
  const say = useSay();
  return (
    <div className="assess-page">
      <header className="assess-head">
        <h2>
          {code !== null && <span className="assess-code">{code} </span>}
          <bdi>{title}</bdi>
        </h2>
        <p>
          <bdi>{purpose}</bdi>
        </p>
      </header>
      {notice}
      <Banner meaning="info" isQuiet>
        {say('assessment.doNotRecord')}
      </Banner>
      {children}
      <nav className="assess-foot" aria-label={say('assessment.pages')}>
        {previous ? (
          <Button icon={ArrowLeft} onPress={previous.onGo}>
            {say('assessment.previous', { title: previous.title })}
          </Button>
        ) : (
          <span />
        )}
        {next && (
          <Button icon={ArrowRight} onPress={next.onGo}>
            {say('assessment.next', { title: next.title })}
          </Button>
        )}
      </nav>
    </div>
  );
}
