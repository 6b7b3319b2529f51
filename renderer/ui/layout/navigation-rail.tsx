import { CircleUserRound, type LucideIcon } from 'lucide-react';
import { type ReactElement, type ReactNode, use, useId } from 'react';
import { Link } from 'react-aria-components';
import { useTranslate } from '#renderer/i18n';
import { KeyHint } from '../marks/key-hint.tsx';
import { Badge } from '../marks/pill.tsx';
import { CloseDrawerContext } from '../overlays/drawer.tsx';
import './navigation-rail.css';

interface NavigationRailProps {
  /** `RailSection`s. */
  readonly children: ReactNode;
  /** At the bottom: settings, lock. */
  readonly foot?: ReactNode | undefined;
}

/** Left rail: the product's name, then the navigation. */
export function NavigationRail({ children, foot }: NavigationRailProps): ReactElement {
  const translate = useTranslate();
  return (
    <nav className="fb-rail" aria-label={translate('frame.rail.label')}>
      <div className="fb-rail-brand">
        <i aria-hidden="true" />
        {translate('frame.product')}
      </div>
      {children}
      {foot !== undefined && <div className="fb-rail-foot">{foot}</div>}
    </nav>
  );
}

interface RailSectionProps {
  readonly title?: string | undefined;
  /** `RailItem`s. */
  readonly children: ReactNode;
}

/** A group of items under a small heading. */
export function RailSection({ title, children }: RailSectionProps): ReactElement {
  const titleId = useId();
  return (
    <div className="fb-rail-section">
      {title !== undefined && (
        <h2 className="fb-rail-title fb-own-direction" id={titleId} dir="auto">
          {title}
        </h2>
      )}
      <ul {...(title !== undefined && { 'aria-labelledby': titleId })}>{children}</ul>
    </div>
  );
}

interface RailPersonProps {
  readonly name: string;
  /** Empty when none is known. */
  readonly role: string;
}

/** The person at work, in the foot of the rail. */
export function RailPerson({ name, role }: RailPersonProps): ReactElement {
  const translate = useTranslate();
  return (
    <li className="fb-rail-person">
      <CircleUserRound className="fb-icon" aria-hidden />
      <span>
        <span className="fb-hidden">{translate('frame.rail.signedInAs')} </span>
        <bdi>{name}</bdi>
        {role !== '' && <small>{role}</small>}
      </span>
    </li>
  );
}

interface RailItemProps {
  readonly label: string;
  /** Shown in place of the label where the rail is narrow, if the label has a longer word than fits there. */
  readonly shortLabel?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly count?: number | undefined;
  /** Count in words, in the name of the link for screen readers. */
  readonly countLabel?: string | undefined;
  /** Colour of the count; for items that must be acted on. */
  readonly countMeaning?: 'bad' | 'wait' | undefined;
  readonly keyHint?: string | undefined;
  readonly isCurrent?: boolean | undefined;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
}

/** One link with the number of waiting items. */
export function RailItem(props: RailItemProps): ReactElement {
  const {
    label,
    shortLabel,
    icon: Icon,
    count,
    countLabel,
    countMeaning,
    keyHint,
    isCurrent = false,
    href,
    onPress,
  } = props;
  const closeDrawer = use(CloseDrawerContext);
  return (
    <li>
      <Link
        className="fb-rail-item"
        {...(href !== undefined && { href })}
        {...(isCurrent && { 'aria-current': 'page' })}
        onPress={() => {
          onPress?.();
          closeDrawer();
        }}
      >
        {Icon && <Icon className="fb-icon" aria-hidden />}
        <span className="fb-rail-label">{label}</span>
        {shortLabel !== undefined && (
          <span className="fb-rail-short" aria-hidden>
            {shortLabel}
          </span>
        )}
        {count !== undefined && (
          <span aria-hidden={countLabel !== undefined}>
            <Badge count={count} meaning={count > 0 ? countMeaning : undefined} />
          </span>
        )}
        {countLabel !== undefined && <span className="fb-hidden"> {countLabel}</span>}
        {keyHint !== undefined && <KeyHint keys={keyHint} isDecorative />}
      </Link>
    </li>
  );
}
