import type { ReactElement } from 'react';
import { type DataRequest, dataRequestUrgencyOf } from '#domain/privacy/data-request.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { FactList } from '#renderer/ui/marks/fact-list.tsx';
import {
  type NamedMissions,
  requestKindKeys,
  requestOutcomeKeys,
  type RequestSubject,
  requestSubjectOf,
  requestWaitLooks,
} from './request-labels.ts';
import { Pill } from '#renderer/ui/marks/pill.tsx';

interface RequestStatusPillProps {
  readonly request: DataRequest;
  /** `2026-11-24` */
  readonly today: string;
}

/** Status of a request: its answer, or the time to its day. */
export function RequestStatusPill({ request, today }: RequestStatusPillProps): ReactElement {
  const say = useTranslate();
  const { answer, dueOn } = request;
  if (answer !== null) return <Pill text={say(requestOutcomeKeys[answer.outcome])} />;
  const { key, meaning } = requestWaitLooks[dataRequestUrgencyOf(dueOn, today)];
  return <Pill text={say(key)} meaning={meaning} />;
}

/** Subject of a request, in a word. */
export function RequestSubjectView({ about }: { readonly about: RequestSubject }): ReactElement {
  const say = useTranslate();
  switch (about.kind) {
    case 'programme':
      return <>{say('rights.about.programme')}</>;
    case 'gone':
      return <>{say('rights.about.gone')}</>;
    case 'mission':
      return <bdi>{about.title === '' ? say('value.untitled') : about.title}</bdi>;
  }
}

interface RequestEntryViewProps {
  readonly request: DataRequest;
  readonly missions: NamedMissions;
  readonly today: string;
}

/** One request: content, day, channel, and due day. */
export function RequestEntryView({ request, missions, today }: RequestEntryViewProps): ReactElement {
  const say = useTranslate();
  const { date } = useFormat();
  const { kind, reference, receivedOn, dueOn, institution, function: role } = request;
  const through = [institution, role].filter((part) => part !== '');
  return (
    <FactList
      facts={[
        { term: say('path.status'), value: <RequestStatusPill request={request} today={today} /> },
        { term: say('rights.kind'), value: say(requestKindKeys[kind]) },
        { term: say('rights.reference'), value: <bdi>{reference}</bdi> },
        {
          term: say('rights.about'),
          value: <RequestSubjectView about={requestSubjectOf(request, missions)} />,
        },
        {
          term: say('rights.through'),
          value:
            through.length === 0
              ? say('rights.through.directly')
              : through.map((part, at) => (
                  <span key={part}>
                    {at > 0 && ' · '}
                    <bdi>{part}</bdi>
                  </span>
                )),
        },
        { term: say('rights.receivedOn'), value: date(localNoonMs(receivedOn)) },
        { term: say('rights.dueOn'), value: date(localNoonMs(dueOn)) },
      ]}
    />
  );
}
