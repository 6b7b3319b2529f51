import {
  BookLock,
  CalendarRange,
  ClipboardCheck,
  FileUser,
  Laptop,
  Languages,
  LogOut,
  Map,
  ShieldCheck,
} from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { readsDataRequests } from '#domain/privacy/data-request.ts';
import { seesProgramme } from '#domain/programme/programme.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import type { Crumb } from '#renderer/ui/crumbs.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { Rail, RailItem, RailSection } from '#renderer/ui/rail.tsx';
import { AdminSection } from './admin-section.tsx';
import { MissionSection, type RailMission, type RailPlace } from './mission-section-view.tsx';
import { addressOf } from './route.ts';
import { SignedInView, type SignedInPerson } from './signed-in-view.tsx';
import { type Freshness, FreshnessBarView } from './freshness-bar-view.tsx';

export interface FrameHead {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
}

interface ConsoleFrameViewProps {
  readonly person: SignedInPerson;
  readonly mission: RailMission | null;
  /** How many assessments wait for this person; null for who reads none. */
  readonly reviews: number | null;
  /** How many things happened to this person's access that they have not seen. */
  readonly notices?: number;
  readonly place: RailPlace;
  readonly head: FrameHead;
  readonly freshness: Freshness;
  readonly onSignOut: () => void;
  readonly onShowPreferences: () => void;
  readonly children: ReactNode;
}

/** The frame of every screen of the console: where one can go, who is signed in, and how fresh the page is. */
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
  const say = useSay();
  return (
    <Frame
      title={head.title}
      crumbs={head.crumbs}
      actions={head.actions}
      status={<FreshnessBarView freshness={freshness} person={person} />}
      rail={
        <Rail
          foot={
            <RailSection>
              <SignedInView person={person} />
              <RailItem
                label={say('console.security.title')}
                icon={ShieldCheck}
                href={addressOf({ screen: 'security' })}
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
              href={addressOf({ screen: 'missions' })}
              isCurrent={place === 'missions'}
            />
            {reviews !== null && (
              <RailItem
                label={say('desk.title')}
                icon={ClipboardCheck}
                count={reviews}
                countMeaning="wait"
                href={addressOf({ screen: 'review' })}
                isCurrent={place === 'review'}
              />
            )}
            {person.seesDevices && (
              <RailItem
                label={say('console.devices.title')}
                icon={Laptop}
                href={addressOf({ screen: 'devices' })}
                isCurrent={place === 'devices'}
              />
            )}
            {seesProgramme(person.role) && (
              <RailItem
                label={say('programme.title')}
                icon={CalendarRange}
                href={addressOf({ screen: 'programme' })}
                isCurrent={place === 'programme'}
              />
            )}
            {readsDataRequests(person.role) && (
              <RailItem
                label={say('rights.title')}
                icon={FileUser}
                href={addressOf({ screen: 'data-requests' })}
                isCurrent={place === 'data-requests'}
              />
            )}
            {seesProgramme(person.role) && (
              <RailItem
                label={say('processing.title')}
                icon={BookLock}
                href={addressOf({ screen: 'processing' })}
                isCurrent={place === 'processing'}
              />
            )}
          </RailSection>
          {person.administers && <AdminSection place={place} />}
          {mission && <MissionSection mission={mission} place={place} />}
        </Rail>
      }
    >
      {notices > 0 && place !== 'security' && (
        <Banner
          meaning="wait"
          actions={<TextLink href={addressOf({ screen: 'security' })}>{say('approvals.own.look')}</TextLink>}
        >
          {say('approvals.own.banner', { count: notices })}
        </Banner>
      )}
      {!person.hasSecondFactor && place !== 'security' && (
        <Banner
          meaning="wait"
          actions={
            <TextLink href={addressOf({ screen: 'security' })}>{say('console.security.addPasskey')}</TextLink>
          }
        >
          {say('console.security.missing')}
        </Banner>
      )}
      {children}
    </Frame>
  );
}
