import { Menu as MenuIcon } from 'lucide-react';
import { Fragment, memo, type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button, TextLink } from '../button.tsx';
import { Drawer } from '../overlays/drawer.tsx';
import { useIsNarrow } from '../use-is-narrow.ts';
import './screen-layout.css';
import './breadcrumbs.css';
import './page-section.css';

export interface Breadcrumb {
  readonly label: string;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
}

/** The frame of every screen: rail, heading with the one act, page, status bar. */
export function ScreenLayout({
  rail,
  isRailFolded = false,
  title,
  crumbs = [],
  actions,
  places,
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
    <div
      className="fb-frame"
      ref={frame}
      data-narrow={isNarrow || undefined}
      data-rail={isRailFolded && !isNarrow ? 'folded' : undefined}
    >
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
        {places}
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
      {crumbs.map(({ label, href, onPress }, place) => (
        <Fragment key={`${place} ${label}`}>
          {place > 0 && <span aria-hidden="true">·</span>}
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

/** Let keys and screen readers go on at the main heading in here. */
export function focusHeading(within: ParentNode): void {
  // The rail, with headings of its own, comes before the heading of the screen.
  const heading = within.querySelector<HTMLElement>('h1') ?? within.querySelector<HTMLElement>('h2, h3');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** Time in ms in which a dialog or a screen gives the focus on by itself. */
const focusRestMs = 150;
/** Time in ms that a button may be disabled while its act is saved, and then has the focus again. */
const disabledRestMs = 1_000;

/**
 * Move the focus to the nearest heading when the element in focus leaves the page or is disabled. It is the heading of its
 * dialog, of the nearest part of the page that is still there, or of the screen.
 */
export function useLostFocus(): void {
  useEffect(() => {
    let lastElement: Element | null = null;
    let dialog: Element | null = null;
    let sections: readonly Element[] = [];
    let rest: ReturnType<typeof setTimeout> | undefined;
    const isGone = (): boolean =>
      lastElement !== null && (!lastElement.isConnected || lastElement.matches(':disabled'));
    const onFocus = ({ target }: FocusEvent): void => {
      lastElement = target instanceof Element ? target : null;
      dialog = lastElement?.closest('[role="dialog"], [role="alertdialog"]') ?? null;
      // A menu belongs to its button: an act in it may remove the row of both.
      if (dialog === null && lastElement?.closest('[role="menu"]') === null)
        sections = sectionsAround(lastElement);
    };
    const goOn = (): void => {
      rest = undefined;
      if (document.activeElement !== document.body) return;
      if (!isGone() && lastElement instanceof HTMLElement) lastElement.focus();
      else focusHeading([dialog, ...sections].find((one) => one?.isConnected) ?? document);
    };
    const observer = new MutationObserver(() => {
      if (rest === undefined && isGone())
        rest = setTimeout(goOn, lastElement?.isConnected === true ? disabledRestMs : focusRestMs);
      else if (rest !== undefined && !isGone()) {
        clearTimeout(rest);
        rest = setTimeout(goOn);
      }
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
      clearTimeout(rest);
    };
  }, []);
}

/** Sections that an element is in, from the inside out. */
function sectionsAround(element: Element | null): readonly Element[] {
  const section = element?.closest('section') ?? null;
  return section === null ? [] : [section, ...sectionsAround(section.parentElement)];
}

interface ScreenLayoutProps {
  /** A `NavigationRail`; a drawer where the window is narrow. */
  readonly rail: ReactNode;
  /** Whether the rail shows only icons and counts until it is used, so that a page of columns has its room. */
  readonly isRailFolded?: boolean | undefined;
  readonly title: string;
  /** Path to the title, from the outside in. */
  readonly crumbs?: readonly Breadcrumb[] | undefined;
  /** At most one primary button, last. */
  readonly actions?: ReactNode | undefined;
  /** Links within one record: a row under the heading. */
  readonly places?: ReactNode | undefined;
  /** Only messages that a person must act on. It keeps no room while it shows nothing. */
  readonly banner?: ReactNode | undefined;
  /** A `StatusBar`. */
  readonly status: ReactNode;
  /** A `ScreenPage`, or `SplitColumns`. */
  readonly children: ReactNode;
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
