import { Menu as MenuIcon } from 'lucide-react';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from './button.tsx';
import { Crumbs, type Crumb } from './crumbs.tsx';
import { Drawer } from './drawer.tsx';
import { useIsNarrow } from './use-is-narrow.ts';
import './frame.css';

interface FrameProps {
  /** A `Rail`; a drawer where the window is narrow. */
  readonly rail: ReactNode;
  readonly title: string;
  /** Where the title stands in the whole, from the outside in. */
  readonly crumbs?: readonly Crumb[] | undefined;
  /** At most one primary button, last. */
  readonly actions?: ReactNode | undefined;
  /** The ways within one thing: a row of links under the heading. */
  readonly places?: ReactNode | undefined;
  /** Only what a person must act on. */
  readonly banner?: ReactNode | undefined;
  /** A `StatusBar`. */
  readonly status: ReactNode;
  /** A `Page`, or `SplitColumns`. */
  readonly children: ReactNode;
}

/** The frame of every screen: rail, heading with the one act, page, status bar. */
export function Frame({
  rail,
  title,
  crumbs = [],
  actions,
  places,
  banner,
  status,
  children,
}: FrameProps): ReactElement {
  const say = useSay();
  const frame = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);
  const isNarrow = useIsNarrow(frame, 52);
  const [isRailOpen, setIsRailOpen] = useState(false);
  const closeRail = (): void => setIsRailOpen(false);

  return (
    <div className="fb-frame" ref={frame} data-narrow={isNarrow || undefined}>
      <a
        className="fb-skip"
        href="#fb-main"
        onClick={(event) => {
          // The address may be the app's own (`#/missions`): only the focus moves.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {say('frame.skipToContent')}
      </a>
      {isNarrow ? (
        <Drawer title={say('frame.product')} side="start" isOpen={isRailOpen} onClose={closeRail}>
          {rail}
        </Drawer>
      ) : (
        <div className="fb-frame-rail">{rail}</div>
      )}
      <header className="fb-frame-head">
        {isNarrow && (
          <Button kind="quiet" icon={MenuIcon} onPress={() => setIsRailOpen(true)}>
            {say('frame.rail.open')}
          </Button>
        )}
        <div className="fb-frame-title">
          <Crumbs crumbs={crumbs} />
          <h1 className="fb-own-direction" dir="auto" title={title}>
            {title}
          </h1>
        </div>
        {actions !== undefined && <div className="fb-frame-actions">{actions}</div>}
      </header>
      <main className="fb-frame-main" id="fb-main" ref={main} tabIndex={-1}>
        {places}
        {banner !== undefined && <div className="fb-frame-banner">{banner}</div>}
        {children}
      </main>
      <div className="fb-frame-status">{status}</div>
    </div>
  );
}
