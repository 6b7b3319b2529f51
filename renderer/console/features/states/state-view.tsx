import { Landmark } from 'lucide-react';
import { type ReactElement, type ReactNode, useDeferredValue } from 'react';
import { stateNameIn } from '#domain/states/state-names.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { EmptyState, ScreenPage } from '#renderer/ui';
import { OverviewFilters } from './overview-filters.tsx';
import { ComputingNotice } from './overview-parts.tsx';
import { PartnerStateView, type PartnerStateViewProps } from './partner-state-view.tsx';
import { StateHeadlineView } from './state-headline-view.tsx';
import { InstitutionSection, TypeSection } from './state-institutions-view.tsx';
import { ProfileSection } from './state-profile-view.tsx';
import {
  ChangeSection,
  LearningSection,
  PlanSection,
  RecordSection,
  type StateSectionProps,
} from './state-records-view.tsx';

interface StateViewProps extends StateSectionProps {
  /** Partnership of the State; null while it is not read. */
  readonly partner?: Omit<PartnerStateViewProps, 'country'> | null;
  /** Requests of the State, for readers of the desk's log. */
  readonly requests?: ReactNode;
}

/** One State over all missions. Each level and figure opens the records behind it. */
export function StateView(props: StateViewProps): ReactElement {
  const { response, list, onList, partner = null, requests = null } = props;
  const translate = useTranslate();
  const { language } = useFormat();
  const isEmpty = response.missions.length === 0;
  // Hundreds of rows further down do not keep the first figures from the screen.
  const isWhole = useDeferredValue(true, false);
  const partnership = partner !== null && <PartnerStateView country={response.country} {...partner} />;
  // One line, or facts that follow the figures.
  const isPartner = !isEmpty && partner?.states.some(({ state }) => state === response.country);
  return (
    <ScreenPage>
      {!isEmpty && <StateHeadlineView {...props} />}
      {!isEmpty && <OverviewFilters list={list} onList={onList} types={response.institutionTypes} />}
      <ComputingNotice count={response.computing} />
      {!isPartner && partnership}
      {isEmpty ? (
        <EmptyState
          icon={Landmark}
          title={translate('states.state.empty', { state: stateNameIn(response.country, language) })}
        >
          {translate('states.state.empty.text')}
        </EmptyState>
      ) : (
        <>
          <ProfileSection {...props} />
          {isPartner && partnership}
          {isWhole && <RecordsOfState {...props} />}
        </>
      )}
      {isWhole && requests}
    </ScreenPage>
  );
}

function RecordsOfState(props: StateViewProps): ReactElement {
  const { response, list, hrefs, onList } = props;
  const section = { response, list, hrefs, onList };
  return (
    <>
      {response.institutions.length > 0 && <InstitutionSection {...section} />}
      {response.types.length > 0 && <TypeSection {...section} />}
      {response.profile.sinceBaseline !== null && <ChangeSection {...section} />}
      <RecordSection {...section} />
      {response.learning.length > 0 && <LearningSection {...section} />}
      <PlanSection {...section} />
    </>
  );
}
