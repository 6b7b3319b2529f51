import type { ReactElement } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { Whereabouts } from '#renderer/store/store-api.ts';
import { useQuery } from '../use-query.ts';
import { useField } from './field-context.tsx';
import { useFrameFacts } from './frame-context.tsx';
import { GoAnywhereView } from './go-anywhere-view.tsx';
import type { Route } from './route.ts';
import { type GoPlace, goPlace, questionPlaces } from './go-places.ts';

interface GoAnywhereProps {
  readonly onClose: () => void;
}

/** Ctrl K: everything on this laptop by name, and the questions of the assessment that is open. */
export function GoAnywhere({ onClose }: GoAnywhereProps): ReactElement {
  const { route } = useField();
  return route.screen === 'assessment' ? (
    <WithQuestions route={route} onClose={onClose} />
  ) : (
    <Everything questions={[]} onClose={onClose} />
  );
}

interface WithQuestionsProps extends GoAnywhereProps {
  readonly route: Extract<Route, { screen: 'assessment' }>;
}

function WithQuestions({ route, onClose }: WithQuestionsProps): ReactElement {
  const open = useQuery('document', { log: route.log, doc: route.doc });
  const document = open.kind === 'present' ? open.answer?.document : undefined;
  const questions = document ? questionPlaces(route, document, defaultModel) : [];
  return <Everything questions={questions} onClose={onClose} />;
}

interface EverythingProps extends GoAnywhereProps {
  readonly questions: readonly GoPlace[];
}

function Everything({ questions, onClose }: EverythingProps): ReactElement {
  const say = useSay();
  const { navigate } = useField();
  const { missions } = useFrameFacts();
  const records = useQuery('whereabouts', null);
  const places: readonly GoPlace[] = [
    ...questions,
    ...(records.kind === 'present' ? records.answer.flatMap(recordPlaces) : []),
    ...(missions ?? []).map(({ log, title }) =>
      goPlace('mission', title, '', { screen: 'mission', log, tab: 'assessments' }),
    ),
    ...(missions ?? []).flatMap(({ log, title }) => [
      goPlace('place', say('note.tab'), title, { screen: 'mission', log, tab: 'notes' }),
      goPlace('place', say('report.screen.tab'), title, { screen: 'reports', log }),
    ]),
    goPlace('place', say('frame.rail.missions'), '', { screen: 'missions' }),
    goPlace('place', say('frame.rail.conflicts'), '', { screen: 'conflicts' }),
    goPlace('place', say('frame.rail.whereItIs'), '', { screen: 'whereabouts' }),
    goPlace('place', say('frame.rail.settings'), '', { screen: 'settings' }),
    goPlace('place', say('travel.title'), '', { screen: 'travel' }),
    goPlace('place', say('colleague.title'), '', { screen: 'colleagues' }),
  ];
  return (
    <GoAnywhereView
      isOpen
      places={places}
      onClose={onClose}
      onGo={(place) => {
        onClose();
        navigate(place.route);
      }}
    />
  );
}

function recordPlaces({ log, doc, kind, title, mission }: Whereabouts): readonly GoPlace[] {
  if (kind === assessmentKind)
    return [goPlace('assessment', title, mission, { screen: 'assessment', log, doc })];
  if (kind === workshopKind) return [goPlace('workshop', title, mission, { screen: 'workshop', log, doc })];
  return [];
}
