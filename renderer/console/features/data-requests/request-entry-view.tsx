import type { ReactElement } from 'react';
import { type DataRequest, dataRequestUrgencyOf } from '#domain/privacy/data-request.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { FactList, Pill } from '#renderer/ui';
import {
  type NamedMissions,
  type RequestSubject,
  requestKindKeys,
  requestOutcomeKeys,
  requestSubjectOf,
  requestWaitLooks,
} from './request-labels.ts';

interface RequestStatusPillProps {
  readonly request: DataRequest;
  /** `2026-11-24` */
  readonly today: string;
}

/** Status of a request: its answer, or the time to its day. */
export function RequestStatusPill({ request, today }: RequestStatusPillProps): ReactElement {
  const translate = useTranslate();
  const { answer, dueOn } = request;
  if (answer !== null) return <Pill text={translate(requestOutcomeKeys[answer.outcome])} />;
  const { key, meaning } = requestWaitLooks[dataRequestUrgencyOf(dueOn, today)];
  return <Pill text={translate(key)} meaning={meaning} />;
}

/** Subject of a request, in a word. */
export function RequestSubjectView({ about }: { readonly about: RequestSubject }): ReactElement {
  const translate = useTranslate();
  switch (about.kind) {
    case 'programme':
      return <>{translate('rights.about.programme')}</>;
    case 'gone':
      return <>{translate('rights.about.gone')}</>;
    case 'mission':
      return <bdi>{about.title === '' ? translate('value.untitled') : about.title}</bdi>;
  }
}

interface RequestEntryViewProps {
  readonly request: DataRequest;
  readonly missions: NamedMissions;
  readonly today: string;
}

/** One request: content, day, channel, and due day. */
export function RequestEntryView({ request, missions, today }: RequestEntryViewProps): ReactElement {
  const translate = useTranslate();
  const { date } = useFormat();
  const { kind, reference, receivedOn, dueOn, institution, function: role } = request;
  const through = [institution, role].filter((part) => part !== '');
  return (
    <FactList
      facts={[
        { term: translate('path.status'), value: <RequestStatusPill request={request} today={today} /> },
        { term: translate('rights.kind'), value: translate(requestKindKeys[kind]) },
        { term: translate('rights.reference'), value: <bdi>{reference}</bdi> },
        {
          term: translate('rights.about'),
          value: <RequestSubjectView about={requestSubjectOf(request, missions)} />,
        },
        {
          term: translate('rights.through'),
          value:
            through.length === 0
              ? translate('rights.through.directly')
              : through.map((part, at) => (
                  <span key={part}>
                    {at > 0 && ' · '}
                    <bdi>{part}</bdi>
                  </span>
                )),
        },
        { term: translate('rights.receivedOn'), value: date(localNoonMs(receivedOn)) },
        { term: translate('rights.dueOn'), value: date(localNoonMs(dueOn)) },
      ]}
    />
  );
}
