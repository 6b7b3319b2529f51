import { type ReactElement, useState } from 'react';
import { kindWithPageOf } from '#domain/kinds/kind-descriptors.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { type FieldRoute, fieldAddressOf, missionHomeTab } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import type { SearchResult } from '#renderer/store/api/search-api.ts';
import type { DeliveryStatus } from '#renderer/store/api/store-api.ts';
import { type InstitutionNames, useInstitutionNames } from '../documents/institution-names.ts';
import { useFrameFacts } from '../frame/frame-context.tsx';
import { type StoreQueryResult, useFieldServices, useStoreQuery } from '../session/field-services.tsx';
import { routeOfRecord } from '../undo/register-route.ts';
import {
  createDestination,
  type Destination,
  matchDestinations,
  questionDestinations,
} from './destinations.ts';
import { foundGroupsOf, withPresentNoteTitles } from './found-texts.ts';
import { GoAnywhereView } from './go-anywhere-view.tsx';
import { showFoundItem } from './show-found.ts';

interface GoAnywhereProps {
  readonly onClose: () => void;
}

/** Ctrl K: everything on this laptop by name and by its texts, and the questions of the assessment that is open. */
export function GoAnywhere({ onClose }: GoAnywhereProps): ReactElement {
  const { route } = useFieldServices();
  return route.screen === 'assessment' ? (
    <GoToQuestions route={route} onClose={onClose} />
  ) : (
    <GoToAnything questions={[]} onClose={onClose} />
  );
}

interface GoToQuestionsProps extends GoAnywhereProps {
  readonly route: Extract<FieldRoute, { screen: 'assessment' }>;
}

function GoToQuestions({ route, onClose }: GoToQuestionsProps): ReactElement {
  const open = useStoreQuery('document', { log: route.log, doc: route.doc });
  const document = open.kind === 'present' ? open.result?.document : undefined;
  const questions = document ? questionDestinations(route, document, defaultMaturityModel) : [];
  return <GoToAnything questions={questions} onClose={onClose} />;
}

interface GoToAnythingProps extends GoAnywhereProps {
  readonly questions: readonly Destination[];
}

function GoToAnything({ questions, onClose }: GoToAnythingProps): ReactElement {
  const translate = useTranslate();
  const {
    navigate,
    session: { roles },
  } = useFieldServices();
  const { missions } = useFrameFacts();
  const [text, setText] = useState('');
  const recordsResult = useStoreQuery('whereabouts', null);
  const institutionNames = useInstitutionNames();
  const searched = useStoreQuery('search', { text: text.trim() });
  const searchResult = useLastResult(searched);
  const destinations: readonly Destination[] = [
    ...questions,
    ...(recordsResult.kind === 'present' ? recordDestinations(recordsResult.result, institutionNames) : []),
    ...(missions ?? []).map(({ log, title }) =>
      createDestination('mission', title, '', {
        screen: 'mission',
        log,
        tab: missionHomeTab(roles[log] ?? []),
      }),
    ),
    ...(missions ?? []).flatMap(({ log, title }) => [
      createDestination('screen', translate('note.tab'), title, { screen: 'mission', log, tab: 'notes' }),
      createDestination('screen', translate('report.screen.tab'), title, { screen: 'reports', log }),
    ]),
    createDestination('screen', translate('today.title'), '', { screen: 'today' }),
    createDestination('screen', translate('frame.rail.missions'), '', { screen: 'missions' }),
    createDestination('screen', translate('frame.rail.conflicts'), '', { screen: 'conflicts' }),
    createDestination('screen', translate('frame.rail.whereItIs'), '', { screen: 'whereabouts' }),
    createDestination('screen', translate('frame.rail.settings'), '', { screen: 'settings' }),
    createDestination('screen', translate('travel.title'), '', { screen: 'travel' }),
    createDestination('screen', translate('colleague.title'), '', { screen: 'colleagues' }),
  ];
  const isSearching = text.trim() !== '';
  const hasTexts = isSearching && searchResult !== null && searchResult.records.length > 0;
  const shownDestinations = matchDestinations(destinations, text).slice(
    0,
    hasTexts ? maximumDestinationsAboveTexts : undefined,
  );
  return (
    <GoAnywhereView
      text={text}
      onText={setText}
      destinations={shownDestinations}
      found={
        isSearching && searchResult !== null
          ? foundGroupsOf(
              {
                ...searchResult,
                records: withPresentNoteTitles(
                  institutionNames.withPresentTitles(searchResult.records),
                  institutionNames,
                ),
              },
              new Set(shownDestinations.map(({ id }) => id)),
              translate,
            )
          : null
      }
      isPending={isSearching && searched.kind === 'loading'}
      onClose={onClose}
      onGo={(fieldRoute, foundItem) => {
        onClose();
        if (foundItem !== null) showFoundItem(foundItem, location.hash !== fieldAddressOf(fieldRoute));
        navigate(fieldRoute);
      }}
    />
  );
}

/** Further destinations are below the texts' first screen, where nobody would look for them. */
const maximumDestinationsAboveTexts = 5;

/** The present result; the one before while it is on its way, so that the list does not flicker at each letter. */
function useLastResult(queryResult: StoreQueryResult<SearchResult>): SearchResult | null {
  const [lastSearchResult, setLast] = useState<SearchResult | null>(null);
  if (queryResult.kind === 'present' && queryResult.result !== lastSearchResult) setLast(queryResult.result);
  return queryResult.kind === 'present' ? queryResult.result : lastSearchResult;
}

/** Records as destinations, by the present name of their institution; they are found by its other names too. */
function recordDestinations(
  records: readonly DeliveryStatus[],
  { withPresentTitles, searchedNamesOf }: InstitutionNames,
): readonly Destination[] {
  return withPresentTitles(records).flatMap(({ log, doc, kind, title, mission, facts }) => {
    const kindWithPage = kindWithPageOf(kind);
    if (kindWithPage === null) return [];
    const names = searchedNamesOf(log, facts);
    return [createDestination(kindWithPage, title, mission, routeOfRecord({ log, doc, kind }), names)];
  });
}
