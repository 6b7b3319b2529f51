import { Menu as MenuIcon } from 'lucide-react';
import { Fragment, memo, type ReactElement, type ReactNode, useRef, useState } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button } from '../button.tsx';
import { Drawer } from '../overlays/drawer.tsx';
import { TextLink } from '../text-link.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import './screen-layout.css';
import './breadcrumbs.css';

export interface Breadcrumb {
  readonly label: string;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
}

/** The frame of every screen: rail, heading with the one act, page, status bar. */
export function ScreenLayout({
  rail,
  title,
  crumbs = [],
  actions,
  tabs,
  banner,
  status,
  children,
}: ScreenLayoutProps): ReactElement {
  const translate = useTranslate();
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
        {translate('frame.skipToContent')}
      </a>
      {isNarrow ? (
        <Drawer title={translate('frame.product')} side="start" isOpen={isRailOpen} onClose={closeRail}>
          {rail}
        </Drawer>
      ) : (
        <div className="fb-frame-rail">{rail}</div>
      )}
      <header className="fb-frame-head">
        {isNarrow && (
          <Button kind="quiet" icon={MenuIcon} onPress={() => setIsRailOpen(true)}>
            {translate('frame.rail.open')}
          </Button>
        )}
        <div className="fb-frame-title">
          <Breadcrumbs crumbs={crumbs} />
          <h1 className="fb-own-direction" dir="auto" title={title}>
            {title}
          </h1>
        </div>
        {actions !== undefined && <div className="fb-frame-actions">{actions}</div>}
      </header>
      <main className="fb-frame-main" id="fb-main" ref={main} tabIndex={-1}>
        {tabs}
        {banner !== undefined && <div className="fb-frame-banner">{banner}</div>}
        {children}
      </main>
      <div className="fb-frame-status">{status}</div>
    </div>
  );
}

/** Path to the title. A crumb without a link is plain text. */
const Breadcrumbs = memo(function Breadcrumbs({
  crumbs,
}: {
  readonly crumbs: readonly Breadcrumb[];
}): ReactElement | null {
  const translate = useTranslate();
  if (crumbs.length === 0) return null;

  return (
    <nav className="fb-crumbs" aria-label={translate('frame.crumbs.label')}>
      {crumbs.map(({ label, href, onPress }, index) => (
        <Fragment key={`${index} ${label}`}>
          {index > 0 && <span aria-hidden="true">·</span>}
          {href === undefined && !onPress ? (
            <bdi>{label}</bdi>
          ) : (
            <TextLink href={href} onPress={onPress}>
              <bdi>{label}</bdi>
            </TextLink>
          )}
        </Fragment>
      ))}
    </nav>
  );
});

interface ScreenLayoutProps {
  /** A `NavigationRail`; a drawer where the window is narrow. */
  readonly rail: ReactNode;
  readonly title: string;
  /** Path to the title, from the outside in. */
  readonly crumbs?: readonly Breadcrumb[] | undefined;
  /** At most one primary button, last. */
  readonly actions?: ReactNode | undefined;
  /** Links within one record: a row under the heading. */
  readonly tabs?: ReactNode | undefined;
  /** A `BannerPager`: only messages that a person must act on. It keeps no room while it shows nothing. */
  readonly banner?: ReactNode | undefined;
  /** A `StatusBar`. */
  readonly status: ReactNode;
  /** A `ScreenPage`, or `SplitColumns`. */
  readonly children: ReactNode;
}
