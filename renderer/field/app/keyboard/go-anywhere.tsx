import type { ReactElement } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { useTranslate } from '#renderer/i18n';
import type { DeliveryStatus } from '#renderer/store/store-api.ts';
import { useStoreQuery, useFieldServices } from '../session/field-services.tsx';
import { useFrameFacts } from '../frame/frame-context.tsx';
import { GoAnywhereView } from './go-anywhere-view.tsx';
import type { FieldRoute } from '#renderer/field/parts/field-route.ts';
import { type Destination, createDestination, questionDestinations } from './destinations.ts';

interface GoAnywhereProps {
  readonly onClose: () => void;
}

/** Ctrl K: everything on this laptop by name, and the questions of the assessment that is open. */
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
  const document = open.kind === 'present' ? open.answer?.document : undefined;
  const questions = document ? questionDestinations(route, document, defaultMaturityModel) : [];
  return <GoToAnything questions={questions} onClose={onClose} />;
}

interface GoToAnythingProps extends GoAnywhereProps {
  readonly questions: readonly Destination[];
}

function GoToAnything({ questions, onClose }: GoToAnythingProps): ReactElement {
  const translate = useTranslate();
  const { navigate } = useFieldServices();
  const { missions } = useFrameFacts();
  const records = useStoreQuery('whereabouts', null);
  const places: readonly Destination[] = [
    ...questions,
    ...(records.kind === 'present' ? records.answer.flatMap(recordDestinations) : []),
    ...(missions ?? []).map(({ log, title }) =>
      createDestination('mission', title, '', { screen: 'mission', log, tab: 'assessments' }),
    ),
    ...(missions ?? []).flatMap(({ log, title }) => [
      createDestination('place', translate('note.tab'), title, { screen: 'mission', log, tab: 'notes' }),
      createDestination('place', translate('report.screen.tab'), title, { screen: 'reports', log }),
    ]),
    createDestination('place', translate('frame.rail.missions'), '', { screen: 'missions' }),
    createDestination('place', translate('frame.rail.conflicts'), '', { screen: 'conflicts' }),
    createDestination('place', translate('frame.rail.whereItIs'), '', { screen: 'whereabouts' }),
    createDestination('place', translate('frame.rail.settings'), '', { screen: 'settings' }),
    createDestination('place', translate('travel.title'), '', { screen: 'travel' }),
    createDestination('place', translate('colleague.title'), '', { screen: 'colleagues' }),
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

function recordDestinations({ log, doc, kind, title, mission }: DeliveryStatus): readonly Destination[] {
  if (kind === assessmentKind)
    return [createDestination('assessment', title, mission, { screen: 'assessment', log, doc })];
  if (kind === workshopKind)
    return [createDestination('workshop', title, mission, { screen: 'workshop', log, doc })];
  return [];
}
