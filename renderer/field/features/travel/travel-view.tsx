import { Map } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { missionStatusKey } from '#renderer/field/parts/status-word.ts';
import type { TravelCheck, TravelState } from './travel-checks.ts';
import './travel.css';

/** A mission as the check lists it; days as `2026-11-24`. */
export interface TravelMission {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly status: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly isOver: boolean;
  /** The way to take it off. */
  readonly act: ReactNode;
}

interface TravelViewProps {
  readonly checks: readonly TravelCheck[];
  /** Those that are over come first. */
  readonly missions: readonly TravelMission[];
  /** What can be done about a line. */
  readonly actOf: (check: TravelCheck) => ReactNode;
}

/** What to look at before a journey: facts of this laptop, and the missions that it would carry. */
export function TravelView({ checks, missions, actOf }: TravelViewProps): ReactElement {
  const say = useSay();
  return (
    <Page width="reading">
      <Section title={say('travel.laptop.title')} description={say('travel.laptop.text')}>
        <ul className="travel-list">
          {checks.map((check) => (
            <li key={check.id}>
              <Entry isBoxed lead={<StatePill state={check.state} />} action={actOf(check)}>
                <strong>{say(check.title)}</strong>
                <p className="travel-text">{say(check.text)}</p>
              </Entry>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say('travel.missions.title')} description={say('travel.missions.text')}>
        {missions.length === 0 ? (
          <EmptyState icon={Map} title={say('travel.missions.none')} />
        ) : (
          <ul className="travel-list">
            {missions.map((mission) => (
              <li key={mission.id}>
                <MissionEntry mission={mission} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <p>{say('travel.after')}</p>
    </Page>
  );
}

function StatePill({ state }: { readonly state: TravelState }): ReactElement {
  const say = useSay();
  return (
    <span className="travel-state">
      <Pill text={say(stateKeys[state])} meaning={meanings[state]} />
    </span>
  );
}

function MissionEntry({ mission }: { readonly mission: TravelMission }): ReactElement {
  const say = useSay();
  const { href, title, status, from, to, isOver, act } = mission;
  const lead = (
    <span className="travel-state">
      {isOver ? (
        <Pill text={say('travel.missions.over')} meaning="wait" />
      ) : (
        <Pill text={say(missionStatusKey(status))} />
      )}
    </span>
  );
  return (
    <Entry isBoxed lead={lead} meta={<DayRange from={from} to={to} />} action={act}>
      <TextLink href={href}>
        <bdi>{title === '' ? say('whereabouts.mission.untitled') : title}</bdi>
      </TextLink>
    </Entry>
  );
}

const stateKeys = {
  done: 'travel.state.done',
  open: 'travel.state.todo',
  ask: 'travel.state.ask',
} as const;
const meanings = { done: 'good', open: 'wait', ask: 'info' } as const;
