import {
  BookLock,
  CalendarRange,
  ClipboardCheck,
  CloudOff,
  FileUser,
  Languages,
  Laptop,
  LogOut,
  Map,
  ShieldCheck,
} from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { mayReadDataRequests } from '#domain/privacy/data-request.ts';
import { mayReadProgramme } from '#domain/programme/programme.ts';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { Banner } from '#renderer/ui/marks/banner.tsx';
import { type Breadcrumb, ScreenLayout } from '#renderer/ui/layout/screen-layout.tsx';
import { TextLink } from '#renderer/ui/button.tsx';
import { NavigationRail, RailItem, RailSection } from '#renderer/ui/layout/navigation-rail.tsx';
import {
  AdminRailSection,
  type ConsoleRailMission,
  MissionRailSection,
  type RailPlace,
} from './rail-sections-view.tsx';
import { consoleAddressOf } from './console-route.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { StatusBar, StatusPart } from '#renderer/ui/layout/status-bar.tsx';
import type { Role } from '#domain/people/role.ts';
import './console-frame-view.css';

/** Signed-in person, and the server. */
interface SignedInPerson {
  readonly name: string;
  readonly role: Role;
  readonly seesDevices: boolean;
  readonly administers: boolean;
  readonly hasSecondFactor: boolean;
  readonly server: { readonly name: string; readonly version: string };
}

/** The person's name and role, at the foot of the rail. */
function SignedInPersonView({ person }: { readonly person: SignedInPerson }): ReactElement {
  const say = useTranslate();
  return (
    <li className="console-person">
      <span className="fb-hidden">{say('console.rail.signedInAs')} </span>
      <strong>
        <bdi>{person.name}</bdi>
      </strong>
      <small>{say(valueLabels.role[person.role])}</small>
    </li>
  );
}

/** Freshness of the page's content. */
export type PageFreshness =
  | { readonly kind: 'asking' }
  | { readonly kind: 'fresh'; readonly atMs: number }
  /** The last request failed; the page shows the content of `atMs`. */
  | { readonly kind: 'stale'; readonly atMs: number; readonly title: Message; readonly text: Message }
  | { readonly kind: 'absent' };

interface FreshnessBarViewProps {
  readonly freshness: PageFreshness;
  readonly person: SignedInPerson;
}

/** Line at the bottom: time of the content, and its server. */
function FreshnessBarView({ freshness, person }: FreshnessBarViewProps): ReactElement {
  const say = useTranslate();
  const { name, version } = person.server;
  return (
    <StatusBar
      start={<FreshnessPart freshness={freshness} />}
      end={
        <StatusPart
          text={say('console.fresh.server', { name, version })}
          title={say('console.fresh.server.title')}
        >
          {say('console.fresh.server.explained', { name, version })}
        </StatusPart>
      }
    />
  );
}

function FreshnessPart({ freshness }: { readonly freshness: PageFreshness }): ReactElement {
  const say = useTranslate();
  const format = useFormat();
  switch (freshness.kind) {
    case 'asking':
      return (
        <StatusPart text={say('console.fresh.asking')} title={say('console.fresh.title')}>
          {say('console.fresh.explained')}
        </StatusPart>
      );
    case 'fresh':
      return (
        <StatusPart
          meaning="good"
          text={say('console.fresh.asOf', { time: format.timeWithSeconds(freshness.atMs) })}
          title={say('console.fresh.title')}
        >
          {say('console.fresh.explained')}
        </StatusPart>
      );
    case 'stale':
      return (
        <StatusPart
          meaning="wait"
          icon={CloudOff}
          text={say('console.fresh.stale', { time: format.timeWithSeconds(freshness.atMs) })}
          title={say(freshness.title)}
        >
          {say(freshness.text)}
        </StatusPart>
      );
    case 'absent':
      return (
        <StatusPart
          meaning="wait"
          icon={CloudOff}
          text={say('console.fresh.absent')}
          title={say('console.fresh.absent')}
        >
          {say('console.fresh.absent.explained')}
        </StatusPart>
      );
  }
}

export interface FrameHeading {
  readonly title: string;
  readonly crumbs?: readonly Breadcrumb[];
  readonly actions?: ReactNode;
}

interface ConsoleFrameViewProps {
  readonly person: SignedInPerson;
  readonly mission: ConsoleRailMission | null;
  /** Number of assessments that wait for this person; null for people who read none. */
  readonly reviews: number | null;
  /** Number of unread notices about this person's access. */
  readonly notices?: number;
  readonly place: RailPlace;
  readonly head: FrameHeading;
  readonly freshness: PageFreshness;
  readonly onSignOut: () => void;
  readonly onShowPreferences: () => void;
  readonly children: ReactNode;
}

/** Frame of every screen of the console: navigation, signed-in person, and freshness of the page. */
export function ConsoleFrameView(props: ConsoleFrameViewProps): ReactElement {
  const {
    person,
    mission,
    reviews,
    notices = 0,
    place,
    head,
    freshness,
    onSignOut,
    onShowPreferences,
    children,
  } = props;
  const say = useTranslate();
  return (
    <ScreenLayout
      title={head.title}
      crumbs={head.crumbs}
      actions={head.actions}
      status={<FreshnessBarView freshness={freshness} person={person} />}
      rail={
        <NavigationRail
          foot={
            <RailSection>
              <SignedInPersonView person={person} />
              <RailItem
                label={say('console.security.title')}
                icon={ShieldCheck}
                href={consoleAddressOf({ screen: 'security' })}
                isCurrent={place === 'security'}
              />
              <RailItem
                label={say('console.rail.preferences')}
                icon={Languages}
                onPress={onShowPreferences}
              />
              <RailItem label={say('console.rail.signOut')} icon={LogOut} onPress={onSignOut} />
            </RailSection>
          }
        >
          <RailSection title={say('console.rail.headquarters')}>
            <RailItem
              label={say('console.missions.title')}
              icon={Map}
              href={consoleAddressOf({ screen: 'missions' })}
              isCurrent={place === 'missions'}
            />
            {reviews !== null && (
              <RailItem
                label={say('review.title')}
                icon={ClipboardCheck}
                count={reviews}
                countMeaning="wait"
                href={consoleAddressOf({ screen: 'review' })}
                isCurrent={place === 'review'}
              />
            )}
            {person.seesDevices && (
              <RailItem
                label={say('console.devices.title')}
                icon={Laptop}
                href={consoleAddressOf({ screen: 'devices' })}
                isCurrent={place === 'devices'}
              />
            )}
            {mayReadProgramme(person.role) && (
              <RailItem
                label={say('value.documentKind.programme')}
                icon={CalendarRange}
                href={consoleAddressOf({ screen: 'programme' })}
                isCurrent={place === 'programme'}
              />
            )}
            {mayReadDataRequests(person.role) && (
              <RailItem
                label={say('rights.title')}
                icon={FileUser}
                href={consoleAddressOf({ screen: 'data-requests' })}
                isCurrent={place === 'data-requests'}
              />
            )}
            {mayReadProgramme(person.role) && (
              <RailItem
                label={say('processing.title')}
                icon={BookLock}
                href={consoleAddressOf({ screen: 'processing' })}
                isCurrent={place === 'processing'}
              />
            )}
          </RailSection>
          {person.administers && <AdminRailSection place={place} />}
          {mission && <MissionRailSection mission={mission} place={place} />}
        </NavigationRail>
      }
    >
      {notices > 0 && place !== 'security' && (
        <Banner
          meaning="wait"
          actions={
            <TextLink href={consoleAddressOf({ screen: 'security' })}>{say('approvals.own.look')}</TextLink>
          }
        >
          {say('approvals.own.banner', { count: notices })}
        </Banner>
      )}
      {!person.hasSecondFactor && place !== 'security' && (
        <Banner
          meaning="wait"
          actions={
            <TextLink href={consoleAddressOf({ screen: 'security' })}>
              {say('console.security.addPasskey')}
            </TextLink>
          }
        >
          {say('console.security.missing')}
        </Banner>
      )}
      {children}
    </ScreenLayout>
  );
}
