import {
  BookLock,
  Building2,
  CalendarRange,
  ClipboardCheck,
  CloudOff,
  FileUser,
  Inbox,
  Landmark,
  Languages,
  Laptop,
  LayoutTemplate,
  ListTodo,
  LogOut,
  Map,
  Search,
  ShieldCheck,
} from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { WaitingCounts } from '#api/console-api.ts';
import { mayPublishTemplates, mayReadOverviews } from '#domain/kinds/permit.ts';
import { deskReaderRoles } from '#domain/kinds/rights.ts';
import type { Role } from '#domain/people/role.ts';
import { mayReadDataRequests } from '#domain/privacy/data-request.ts';
import { mayReadSettings } from '#domain/programme/programme.ts';
import { unfilteredOverviews, unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  BannerLine,
  BannerPager,
  type Breadcrumb,
  NavigationRail,
  RailItem,
  RailPerson,
  RailSection,
  ScreenLayout,
  StatusBar,
  StatusPart,
  TextLink,
} from '#renderer/ui';
import { consoleAddressOf } from './console-route.ts';
import {
  AdminRailSection,
  type ConsoleRailMission,
  MissionRailSection,
  type RailItemId,
  waitingCount,
} from './rail-sections-view.tsx';
import './console-frame-view.css';

interface ConsoleFrameViewProps {
  readonly person: SignedInPerson;
  readonly mission: ConsoleRailMission | null;
  /** Number of assessments that wait for this person. `overview`: they only follow reviews. Null: neither. */
  readonly reviews: number | 'overview' | null;
  /** Number of unread notices about this person's access. */
  readonly notices?: number;
  /** Other work that waits for this person; null before it is known. */
  readonly waiting?: WaitingCounts | null;
  readonly railItem: RailItemId;
  readonly head: FrameHeading;
  readonly freshness: PageFreshness;
  readonly onSignOut: () => void;
  readonly onShowPreferences: () => void;
  readonly onSearch: () => void;
  readonly children: ReactNode;
}

/** Frame of every screen of the console: navigation, signed-in person, and freshness of the page. */
export function ConsoleFrameView(props: ConsoleFrameViewProps): ReactElement {
  const {
    person,
    mission,
    reviews,
    notices = 0,
    waiting = null,
    railItem,
    head,
    freshness,
    onSignOut,
    onShowPreferences,
    onSearch,
    children,
  } = props;
  const translate = useTranslate();
  return (
    <ScreenLayout
      title={head.title}
      crumbs={head.crumbs}
      actions={head.actions}
      banner={
        railItem !== 'security' && (
          <SecurityBanners notices={notices} hasSecondFactor={person.hasSecondFactor} />
        )
      }
      status={<FreshnessBarView freshness={freshness} person={person} />}
      rail={
        <NavigationRail
          foot={
            <RailSection>
              <RailItem
                label={translate('console.security.title')}
                icon={ShieldCheck}
                href={consoleAddressOf({ screen: 'security' })}
                isCurrent={railItem === 'security'}
              />
              <RailItem
                label={translate('console.rail.preferences')}
                icon={Languages}
                onPress={onShowPreferences}
              />
              <RailItem label={translate('console.rail.signOut')} icon={LogOut} onPress={onSignOut} />
              <RailPerson name={person.name} role={translate(valueLabels.role[person.role])} />
            </RailSection>
          }
        >
          <RailSection>
            <RailItem
              label={translate('frame.rail.search')}
              icon={Search}
              keyHint="Ctrl K"
              onPress={onSearch}
            />
          </RailSection>
          <RailSection title={translate('console.rail.programme')}>
            <RailItem
              label={translate('value.documentKind.programme')}
              icon={CalendarRange}
              {...waitingCount(waiting?.reminders, 'console.rail.waiting.reminders', translate)}
              href={consoleAddressOf({ screen: 'programme' })}
              isCurrent={railItem === 'programme'}
            />
            {mayReadOverviews(person.role) && (
              <RailItem
                label={translate('states.title')}
                icon={Landmark}
                href={consoleAddressOf({ screen: 'states', list: unfilteredOverviews })}
                isCurrent={railItem === 'states'}
              />
            )}
            {person.role !== 'admin' && (
              <RailItem
                label={translate('labour.title')}
                icon={ListTodo}
                href={consoleAddressOf({ screen: 'plan', list: unfilteredPlan })}
                isCurrent={railItem === 'plan'}
              />
            )}
            {deskReaderRoles.includes(person.role) && (
              <RailItem
                label={translate('request.title')}
                icon={Inbox}
                {...waitingCount(waiting?.requests, 'console.rail.waiting.requests', translate)}
                href={consoleAddressOf({ screen: 'requests' })}
                isCurrent={railItem === 'requests'}
              />
            )}
            <RailItem
              label={translate('institutions.title')}
              icon={Building2}
              href={consoleAddressOf({ screen: 'institutions' })}
              isCurrent={railItem === 'institutions'}
            />
            {mayPublishTemplates(person.role) && (
              <RailItem
                label={translate('templates.title')}
                icon={LayoutTemplate}
                href={consoleAddressOf({ screen: 'templates' })}
                isCurrent={railItem === 'templates'}
              />
            )}
          </RailSection>
          <RailSection title={translate('console.rail.fieldwork')}>
            <RailItem
              label={translate('console.missions.title')}
              icon={Map}
              href={consoleAddressOf({ screen: 'missions' })}
              isCurrent={railItem === 'missions'}
            />
            {reviews !== null && (
              <RailItem
                label={translate('review.title')}
                icon={ClipboardCheck}
                {...(reviews !== 'overview' && {
                  count: reviews,
                  countLabel: translate('console.rail.waiting.reviews', { count: reviews }),
                  countMeaning: 'wait' as const,
                })}
                href={consoleAddressOf({ screen: 'review' })}
                isCurrent={railItem === 'review'}
              />
            )}
            {person.seesDevices && (
              <RailItem
                label={translate('console.devices.title')}
                icon={Laptop}
                href={consoleAddressOf({ screen: 'devices' })}
                isCurrent={railItem === 'devices'}
              />
            )}
          </RailSection>
          {(mayReadDataRequests(person.role) || mayReadSettings(person.role)) && (
            <RailSection title={translate('console.rail.dataProtection')}>
              {mayReadDataRequests(person.role) && (
                <RailItem
                  label={translate('rights.title')}
                  icon={FileUser}
                  href={consoleAddressOf({ screen: 'data-requests' })}
                  isCurrent={railItem === 'data-requests'}
                />
              )}
              {mayReadSettings(person.role) && (
                <RailItem
                  label={translate('processing.title')}
                  icon={BookLock}
                  href={consoleAddressOf({ screen: 'processing' })}
                  isCurrent={railItem === 'processing'}
                />
              )}
            </RailSection>
          )}
          {person.administers && <AdminRailSection railItem={railItem} approvals={waiting?.approvals} />}
          {mission && <MissionRailSection mission={mission} railItem={railItem} />}
        </NavigationRail>
      }
    >
      <PrintedLine freshness={freshness} person={person} />
      {children}
    </ScreenLayout>
  );
}

interface SecurityBannersProps {
  readonly notices: number;
  readonly hasSecondFactor: boolean;
}

/** Banners that lead to the person's own security page. */
function SecurityBanners({ notices, hasSecondFactor }: SecurityBannersProps): ReactElement {
  const translate = useTranslate();
  const bannerOf = (key: string, text: string, link: string): ReactElement => (
    <BannerLine
      key={key}
      meaning="wait"
      actions={<TextLink href={consoleAddressOf({ screen: 'security' })}>{link}</TextLink>}
    >
      {text}
    </BannerLine>
  );
  return (
    <BannerPager
      banners={[
        ...(notices > 0
          ? [
              bannerOf(
                'notices',
                translate('approvals.own.banner', { count: notices }),
                translate('approvals.own.look'),
              ),
            ]
          : []),
        ...(hasSecondFactor
          ? []
          : [
              bannerOf(
                'secondFactor',
                translate('console.security.missing'),
                translate('console.security.addPasskey'),
              ),
            ]),
      ]}
    />
  );
}

/** Signed-in person, and the server. */
interface SignedInPerson {
  readonly name: string;
  readonly role: Role;
  readonly seesDevices: boolean;
  readonly administers: boolean;
  readonly hasSecondFactor: boolean;
  readonly server: { readonly name: string; readonly version: string };
}

/** Freshness of the page's content. */
export type PageFreshness =
  | { readonly kind: 'asking' }
  | { readonly kind: 'fresh'; readonly atMs: number }
  /** The last request failed; the page shows the content of `atMs`. */
  | { readonly kind: 'stale'; readonly atMs: number; readonly title: Message; readonly text: Message }
  | { readonly kind: 'absent' };

/** Server and time of the content, on paper alone. */
function PrintedLine({ freshness, person }: FreshnessBarViewProps): ReactElement | null {
  const translate = useTranslate();
  const { exact } = useFormat();
  return freshness.kind === 'fresh' || freshness.kind === 'stale' ? (
    <p className="console-printed">
      {translate('console.print.asOf', { server: person.server.name, when: exact(freshness.atMs) })}
    </p>
  ) : null;
}

interface FreshnessBarViewProps {
  readonly freshness: PageFreshness;
  readonly person: SignedInPerson;
}

/** Line at the bottom: time of the content, and its server. */
function FreshnessBarView({ freshness, person }: FreshnessBarViewProps): ReactElement {
  const translate = useTranslate();
  const { name, version } = person.server;
  return (
    <StatusBar
      start={<FreshnessPart freshness={freshness} />}
      end={
        <StatusPart
          text={translate('console.fresh.server', { name, version })}
          title={translate('console.fresh.server.title')}
        >
          {translate('console.fresh.server.explained', { name, version })}
        </StatusPart>
      }
    />
  );
}

function FreshnessPart({ freshness }: { readonly freshness: PageFreshness }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  switch (freshness.kind) {
    case 'asking':
      return (
        <StatusPart text={translate('console.fresh.asking')} title={translate('console.fresh.title')}>
          {translate('console.fresh.explained')}
        </StatusPart>
      );
    case 'fresh':
      return (
        <StatusPart
          meaning="good"
          text={translate('console.fresh.asOf', { time: format.timeWithSeconds(freshness.atMs) })}
          title={translate('console.fresh.title')}
        >
          {translate('console.fresh.explained')}
        </StatusPart>
      );
    case 'stale':
      return (
        <StatusPart
          meaning="wait"
          icon={CloudOff}
          text={translate('console.fresh.stale', { time: format.timeWithSeconds(freshness.atMs) })}
          title={translate(freshness.title)}
        >
          {translate(freshness.text)}
        </StatusPart>
      );
    case 'absent':
      return (
        <StatusPart
          meaning="wait"
          icon={CloudOff}
          text={translate('console.fresh.absent')}
          title={translate('console.fresh.absent')}
        >
          {translate('console.fresh.absent.explained')}
        </StatusPart>
      );
  }
}

export interface FrameHeading {
  readonly title: string;
  readonly crumbs?: readonly Breadcrumb[];
  readonly actions?: ReactNode;
}
