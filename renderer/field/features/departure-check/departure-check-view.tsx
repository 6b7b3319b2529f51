import { Map } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import { useTranslate } from '#renderer/i18n';
import { statusLabel } from '#renderer/records/value-labels.ts';
import { EmptyState, ListEntry, PageSection, Pill, ScreenPage, TextLink } from '#renderer/ui';
import type { DepartureCheck, DepartureCheckStatus } from './departure-checks.ts';
import './departure-check.css';

/** A mission as the check lists it; days as `2026-11-24`. */
export interface DepartureMission {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly status: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly isOver: boolean;
  /** Button that removes the mission. */
  readonly act: ReactNode;
}

interface DepartureCheckViewProps {
  readonly checks: readonly DepartureCheck[];
  /** Those that are over come first. */
  readonly missions: readonly DepartureMission[];
  /** Act on a line. */
  readonly actOf: (departureCheck: DepartureCheck) => ReactNode;
}

/** Check before a journey: facts of this laptop, and the missions on it. */
export function DepartureCheckView({ checks, missions, actOf }: DepartureCheckViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenPage width="reading">
      <PageSection title={translate('travel.laptop.title')} description={translate('travel.laptop.text')}>
        <ul className="travel-list">
          {checks.map((departureCheck) => (
            <li key={departureCheck.id}>
              <ListEntry
                isBoxed
                lead={<CheckStatusPill state={departureCheck.state} />}
                action={actOf(departureCheck)}
              >
                <strong>{translate(departureCheck.title)}</strong>
                <p className="travel-text">{translate(departureCheck.text)}</p>
              </ListEntry>
            </li>
          ))}
        </ul>
      </PageSection>
      <PageSection title={translate('travel.missions.title')} description={translate('travel.missions.text')}>
        {missions.length === 0 ? (
          <EmptyState icon={Map} title={translate('travel.missions.none')} />
        ) : (
          <ul className="travel-list">
            {missions.map((departureMission) => (
              <li key={departureMission.id}>
                <DepartureMissionEntry mission={departureMission} />
              </li>
            ))}
          </ul>
        )}
      </PageSection>
      <p>{translate('travel.after')}</p>
    </ScreenPage>
  );
}

function CheckStatusPill({ state }: { readonly state: DepartureCheckStatus }): ReactElement {
  const translate = useTranslate();
  return (
    <span className="travel-state">
      <Pill text={translate(checkStatusKeys[state])} meaning={checkStatusMeanings[state]} />
    </span>
  );
}

function DepartureMissionEntry({ mission }: { readonly mission: DepartureMission }): ReactElement {
  const translate = useTranslate();
  const { href, title, status, from, to, isOver, act } = mission;
  const lead = (
    <span className="travel-state">
      {isOver ? (
        <Pill text={translate('travel.missions.over')} meaning="wait" />
      ) : (
        <Pill text={translate(statusLabel('missionStatus', status))} />
      )}
    </span>
  );
  return (
    <ListEntry isBoxed lead={lead} meta={<DayRange from={from} to={to} />} action={act}>
      <TextLink href={href}>
        <bdi>{title === '' ? translate('whereabouts.mission.untitled') : title}</bdi>
      </TextLink>
    </ListEntry>
  );
}

const checkStatusKeys = {
  done: 'travel.state.done',
  open: 'travel.state.todo',
  ask: 'travel.state.ask',
} as const;
const checkStatusMeanings = { done: 'good', open: 'wait', ask: 'info' } as const;
