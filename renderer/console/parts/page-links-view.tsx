import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import './page-links.css';

interface PageLinksViewProps {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

/** Ways to the pages before and after, below a list that headquarters gives page by page; nothing for a single page. */
export function PageLinksView({ page, pages, onPage }: PageLinksViewProps): ReactElement | null {
  const translate = useTranslate();
  const nav = useRef<HTMLElement>(null);
  if (pages <= 1) return null;
  const go = (next: number): void => {
    // Another page is read from its beginning.
    nav.current?.previousElementSibling?.scrollIntoView({ block: 'start' });
    onPage(next);
  };
  return (
    <nav ref={nav} className="console-pages" aria-label={translate('console.pages')}>
      <Button isDisabled={page <= 1} onPress={() => go(page - 1)}>
        <ChevronLeft className="fb-icon fb-turns" aria-hidden />
        {translate('console.pages.previous')}
      </Button>
      <span role="status">{translate('console.pages.shown', { page, pages })}</span>
      <Button isDisabled={page >= pages} onPress={() => go(page + 1)}>
        {translate('console.pages.next')}
        <ChevronRight className="fb-icon fb-turns" aria-hidden />
      </Button>
    </nav>
  );
}
