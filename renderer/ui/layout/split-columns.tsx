import { PanelLeft, PanelRight } from 'lucide-react';
import { type ReactElement, type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { Button } from '../button.tsx';
import { Drawer } from '../overlays/drawer.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import './split-columns.css';

interface SideColumn {
  /** Name of the column for screen readers, its drawer, and the button that opens the drawer. */
  readonly title: string;
  readonly content: ReactNode;
}

interface SplitColumnsProps {
  readonly start?: SideColumn | undefined;
  readonly end?: SideColumn | undefined;
  /** The middle; scrolls on its own. */
  readonly children: ReactNode;
  /** Element that scrolls the middle, for a virtualised list. */
  readonly scrollRef?: Ref<HTMLDivElement> | undefined;
  /** Name of the middle for screen readers. */
  readonly label: string;
}

type ColumnSide = 'start' | 'end';

const openColumnEvent = 'fieldbook:open-column';

/** Open the column on this side where it is a drawer: for content that the page shall show. */
export const openSideColumn = (columnSide: ColumnSide): boolean =>
  window.dispatchEvent(new CustomEvent(openColumnEvent, { detail: columnSide }));

/**
 * Up to three columns that scroll separately. Where there is no room (a window below 970 px, earlier at larger
 * text) the outer ones are drawers.
 */
export function SplitColumns({ start, end, children, scrollRef, label }: SplitColumnsProps): ReactElement {
  const columns = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(columns, 55);
  const [open, setOpen] = useState<ColumnSide | null>(null);
  useEffect(() => {
    const onAsked = (event: Event): void => {
      const side: unknown = event instanceof CustomEvent ? event.detail : null;
      if (isNarrow && (side === 'start' || side === 'end')) setOpen(side);
    };
    window.addEventListener(openColumnEvent, onAsked);
    return () => window.removeEventListener(openColumnEvent, onAsked);
  }, [isNarrow]);
  const drawer = (columnSide: ColumnSide, sideColumn: SideColumn): ReactElement => (
    <Drawer
      title={sideColumn.title}
      side={columnSide}
      isOpen={open === columnSide}
      onClose={() => setOpen(null)}
    >
      {sideColumn.content}
    </Drawer>
  );

  return (
    <div className="fb-columns" ref={columns} data-narrow={isNarrow || undefined}>
      {isNarrow && (start || end) && (
        <div className="fb-columns-bar">
          {start && (
            <Button kind="quiet" icon={PanelLeft} onPress={() => setOpen('start')}>
              {start.title}
            </Button>
          )}
          {end && (
            <Button kind="quiet" icon={PanelRight} onPress={() => setOpen('end')}>
              {end.title}
            </Button>
          )}
        </div>
      )}
      {start && !isNarrow && (
        <div className="fb-column" data-side="start" role="group" aria-label={start.title}>
          {start.content}
        </div>
      )}
      <div className="fb-column-main" ref={scrollRef} role="group" aria-label={label}>
        {children}
      </div>
      {end && !isNarrow && (
        <aside className="fb-column" data-side="end" aria-label={end.title}>
          {end.content}
        </aside>
      )}
      {isNarrow && start && drawer('start', start)}
      {isNarrow && end && drawer('end', end)}
    </div>
  );
}

/** Bring the top of the middle into view. On a low screen it scrolls with everything around it. */
export function scrollToTop(middle: HTMLElement | null): void {
  middle?.scrollTo({ top: 0 });
  const screen = middle?.closest('.fb-frame');
  if (screen && screen.scrollHeight > screen.clientHeight) middle?.scrollIntoView({ block: 'start' });
}
