import type { ReactElement } from 'react';
import type { Role } from '#domain/people/role.ts';
import type { PageFreshness } from '#renderer/console/app/console-frame-view.tsx';
import { type RecordList, unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { minutesAgo, sampleLabels } from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { ExportAnswersView } from './export-answers-view.tsx';
import { MissionStatusBanner } from './mission-status-banner.tsx';
import type { ListedRecord } from './record-list.ts';
import { RecordsView } from './records-view.tsx';
import { useSampleRecords } from './sample-records.ts';

export const about: StoriesAbout = { title: 'Console records', layout: 'page' };

interface StateProps {
  readonly records: readonly ListedRecord[];
  /** Role of the reader, where the next status of the mission is proposed. */
  readonly proposedTo?: Role;
  readonly list?: RecordList;
  readonly freshness?: PageFreshness;
}

function State({ records, proposedTo, list = unfilteredRecordList, freshness }: StateProps): ReactElement {
  const translate = useTranslate();
  const sample = useSample();
  return (
    <ConsoleSampleFrame
      railItem="all"
      isInMission
      head={{ title: sample.mission, crumbs: [{ label: translate('console.missions.title'), href: '#/' }] }}
      {...(freshness && { freshness })}
    >
      {proposedTo !== undefined && (
        <MissionStatusBanner
          status="under-way"
          next="completed"
          begun={2}
          roles={[proposedTo]}
          onRecord={() => undefined}
        />
      )}
      <RecordsView
        records={records}
        list={list}
        labels={sampleLabels}
        hrefOf={() => '#/'}
        onList={() => undefined}
        onShowAll={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

export function All(): ReactElement {
  return <State records={useSampleRecords()} />;
}

export function NextStatus(): ReactElement {
  return <State records={useSampleRecords()} proposedTo="lead" />;
}

export function NextStatusOfOthers(): ReactElement {
  return <State records={useSampleRecords()} proposedTo="manager" />;
}

export function WithRemoved(): ReactElement {
  return (
    <State
      records={useSampleRecords()}
      list={{ ...unfilteredRecordList, removed: 'yes', sort: 'title', order: 'ascending' }}
    />
  );
}

export function NoneFound(): ReactElement {
  return (
    <State records={useSampleRecords()} list={{ ...unfilteredRecordList, find: 'zzz', kind: 'assessment' }} />
  );
}

export function Empty(): ReactElement {
  return <State records={[]} />;
}

export function Stale(): ReactElement {
  return (
    <State
      records={useSampleRecords()}
      freshness={{
        kind: 'stale',
        atMs: minutesAgo(3),
        title: { key: 'console.problem.unreachable' },
        text: { key: 'console.problem.unreachable.text' },
      }}
    />
  );
}

export function Export(): ReactElement {
  return (
    <ExportAnswersView
      forms={[
        { ref: 'default-needs-assessment@1.0.0', assessments: 12 },
        { ref: 'evidence_rooms@3', assessments: 1 },
      ]}
      isWorking={false}
      onExport={() => undefined}
      onClose={() => undefined}
    />
  );
}
