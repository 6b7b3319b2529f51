import { type ReactElement, type ReactNode, useMemo } from 'react';
import type { InstitutionChange } from '#api/programme-api.ts';
import { registerOf } from '#domain/programme/institutions.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import type { OverviewSearch } from '#renderer/console/api/console-client.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, navigateTo, unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerSave } from '#renderer/console/app/server-action.ts';
import {
  type OverviewList,
  unfilteredOverviews,
  unfilteredPlan,
} from '#renderer/console/parts/list-query.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { translatedDimensions } from '#renderer/records/value-labels.ts';
import { localDayOf, useNotify, useNowMs } from '#renderer/ui';
import type { OverviewHrefs } from './overview-parts.tsx';
import { StateView } from './state-view.tsx';
import { StatesView } from './states-view.tsx';

/** First day of a period of months before today, `2026-05-24`. */
function periodStartOf(months: string, nowMs: number): string {
  if (months === '') return '';
  const [year = 0, month = 1, day = 1] = localDayOf(nowMs).split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - Number(months), 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return first.toISOString().slice(0, 10);
}

function useOverviewSearch({ region, type, period, basis }: OverviewList): OverviewSearch {
  const from = periodStartOf(period, useNowMs());
  return useMemo(
    () => ({ region, type, from, basis: basis === 'final' ? '' : basis }),
    [region, type, from, basis],
  );
}

const overviewHrefs: OverviewHrefs = {
  states: (list) => consoleAddressOf({ screen: 'states', list }),
  state: (country, list) => consoleAddressOf({ screen: 'state', country, list }),
  mission: (log) => consoleAddressOf({ screen: 'records', log, list: unfilteredRecordList }),
  record: ({ log, doc }, part = '') => consoleAddressOf({ screen: 'record', log, doc, part }),
  missions: (country, status) =>
    `${consoleAddressOf({ screen: 'missions' })}?${new URLSearchParams({ group: country, status }).toString()}`,
  plan: (country, view) => consoleAddressOf({ screen: 'plan', list: { ...unfilteredPlan, country, view } }),
  // The lists show what their cards count.
  review: `${consoleAddressOf({ screen: 'review' })}?status=quality-review`,
  devices: `${consoleAddressOf({ screen: 'devices' })}?status=silent`,
};

/** States of all missions, and the open work in them. */
export function StatesScreen({ list }: { readonly list: OverviewList }): ReactElement {
  const translate = useTranslate();
  const { client, resources } = useConsole();
  const overviewSearch = useOverviewSearch(list);
  const resource = useMemo(
    () =>
      resources.getOrCreate(`states ${JSON.stringify(overviewSearch)}`, () =>
        client.readStates(overviewSearch),
      ),
    [client, resources, overviewSearch],
  );
  const states = usePolledResource(resource);
  return (
    <ConsoleFrame railItem="states" head={{ title: translate('states.title') }} shows={states}>
      <ResourceContent of={states} onTryAgain={resource.reload}>
        {(statesResponse) => (
          <StatesView
            response={{
              ...statesResponse,
              dimensions: translatedDimensions(statesResponse.dimensions, translate),
            }}
            list={list}
            hrefs={overviewHrefs}
            onList={(nextOverviewList) => navigateTo({ screen: 'states', list: nextOverviewList }, 'replace')}
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

interface StateScreenProps {
  readonly country: string;
  readonly list: OverviewList;
  /** Requests of the State, a part of another page. */
  readonly requests: ReactNode;
}

/** One State over all missions. */
export function StateScreen(props: StateScreenProps): ReactElement {
  const { country, list, requests } = props;
  const translate = useTranslate();
  const { language } = useFormat();
  const { client, resources } = useConsole();
  const overviewSearch = useOverviewSearch({ ...list, region: '' });
  const resource = useMemo(
    () =>
      resources.getOrCreate(`state ${country} ${JSON.stringify(overviewSearch)}`, () =>
        client.readState(country, overviewSearch),
      ),
    [client, resources, country, overviewSearch],
  );
  const loadState = usePolledResource(resource);
  const institutions = resources.getOrCreate('institutions', client.listInstitutions);
  const register = usePolledResource(institutions);
  const saveAtServer = useServerSave();
  const notify = useNotify();
  const changePartner = (institutionChange: InstitutionChange): Promise<boolean> =>
    saveAtServer(client.setInstitutions([institutionChange]), () => {
      notify({ meaning: 'good', text: (say) => say('states.partner.saved') });
      institutions.reload();
    });
  return (
    <ConsoleFrame
      railItem="states"
      head={{
        title: stateNameIn(country, language),
        crumbs: [
          {
            label: translate('states.title'),
            href: consoleAddressOf({
              screen: 'states',
              list: { ...unfilteredOverviews, region: list.region },
            }),
          },
        ],
      }}
      shows={loadState}
    >
      <ResourceContent of={loadState} onTryAgain={resource.reload}>
        {(stateResponse) => (
          <StateView
            response={{
              ...stateResponse,
              dimensions: translatedDimensions(stateResponse.dimensions, translate),
            }}
            list={list}
            hrefs={overviewHrefs}
            partner={
              register.kind === 'present'
                ? {
                    states: register.value.states,
                    register: registerOf(register.value.institutions),
                    onChange: register.value.mayChange ? changePartner : null,
                  }
                : null
            }
            requests={requests}
            onList={(nextOverviewList) =>
              navigateTo({ screen: 'state', country, list: nextOverviewList }, 'replace')
            }
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}
