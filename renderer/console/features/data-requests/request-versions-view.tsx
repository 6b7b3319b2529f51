import type { ReactElement } from 'react';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { PageSection, RelativeTime, SortableTable, type TableColumn } from '#renderer/ui';
import { RequestSubjectView } from './request-entry-view.tsx';
import type { DataRequestVersion } from '#renderer/console/api/response-types.ts';
import {
  requestSubjectOf,
  requestKindKeys,
  type NamedMissions,
  requestOutcomeKeys,
} from './request-labels.ts';

interface RequestVersionsViewProps {
  /** Newest first. */
  readonly versions: readonly DataRequestVersion[];
  readonly missions: NamedMissions;
}

/** Content of the entry in each version, with writer and time: nothing of it is ever replaced. */
export function RequestVersionsView({ versions, missions }: RequestVersionsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection title={translate('rights.versions')} description={translate('rights.versions.text')}>
      <SortableTable
        label={translate('rights.versions')}
        rows={versions}
        rowId={({ version }) => String(version)}
        columns={useRequestVersionColumns(missions)}
      />
    </PageSection>
  );
}

function useRequestVersionColumns(missions: NamedMissions): readonly TableColumn<DataRequestVersion>[] {
  const translate = useTranslate();
  const { date } = useFormat();
  return [
    {
      id: 'version',
      title: translate('rights.version'),
      cell: ({ version, author, atMs }) => (
        <>
          {version} · <bdi>{author.name}</bdi> · <RelativeTime atMs={atMs} show="moment" />
        </>
      ),
    },
    {
      id: 'said',
      title: translate('rights.version.said'),
      cell: ({ request: { kind, reference, institution, function: role } }) =>
        [translate(requestKindKeys[kind]), reference, institution, role]
          .filter((part) => part !== '')
          .map((part, at) => (
            <span key={part}>
              {at > 0 && ' · '}
              <bdi>{part}</bdi>
            </span>
          )),
    },
    {
      id: 'about',
      title: translate('rights.about'),
      cell: ({ request }) => <RequestSubjectView about={requestSubjectOf(request, missions)} />,
    },
    {
      id: 'days',
      title: translate('path.days'),
      cell: ({ request: { receivedOn, dueOn } }) =>
        translate('rights.version.fromTo', {
          received: date(localNoonMs(receivedOn)),
          due: date(localNoonMs(dueOn)),
        }),
    },
    {
      id: 'answer',
      title: translate('rights.answer'),
      cell: ({ request: { answer } }) =>
        answer === null ? (
          '–'
        ) : (
          <>
            {translate(requestOutcomeKeys[answer.outcome])} · {date(localNoonMs(answer.on))}
            {[answer.reason, answer.did]
              .filter((text) => text !== '')
              .map((text) => (
                <small key={text} dir="auto" className="console-rights-words">
                  {text}
                </small>
              ))}
          </>
        ),
    },
  ];
}
