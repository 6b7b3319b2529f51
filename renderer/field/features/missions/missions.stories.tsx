import type { ReactElement } from 'react';
import { DocumentId, LogId } from '#domain/ids.ts';
import type { DueWork } from '#domain/overview/due-work.ts';
import { RemoveMissionDialogView } from '#renderer/field/app/documents/remove-mission-dialog-view.tsx';
import { useTranslate } from '#renderer/i18n';
import { ScreenLayout, ScreenPage } from '#renderer/ui';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import type { ArrivingMissions, MissionListRow } from './mission-rows.ts';
import { MyMissionsView } from './my-missions-view.tsx';
import { RemovedMissionsView } from './removed-missions-view.tsx';
import type { DayEntry } from './today-rows.ts';
import { ContinueView, DayView, DueEntryView, DueView, ForYouView, TodayColumns } from './today-view.tsx';

export const about: StoriesAbout = { title: 'Missions', layout: 'page' };

const row: MissionListRow = {
  id: '1',
  href: '#/missions/1',
  title: '',
  status: 'under-way',
  from: '2026-11-09',
  to: '2026-11-20',
  assessments: 4,
  workshops: 2,
  returned: 0,
  conflicts: 0,
  waiting: 0,
  isAwaited: false,
};

function Framed({
  missions,
  removedMissions,
  today,
  day = null,
  arriving,
}: {
  readonly missions: readonly MissionListRow[];
  readonly removedMissions?: ReactElement;
  readonly today?: ReactElement;
  readonly day?: ReactElement | null;
  readonly arriving?: ArrivingMissions;
}): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={translate('today.title')}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <ScreenPage>
        <TodayColumns day={day}>
          {today}
          <MyMissionsView
            missions={missions}
            removedMissions={removedMissions}
            arriving={arriving ?? null}
            isReceiving={arriving !== undefined}
          />
        </TodayColumns>
      </ScreenPage>
    </ScreenLayout>
  );
}

export function Some(): ReactElement {
  const { mission, missionShort, institutionLong } = useSample();
  return (
    <Framed
      missions={[
        { ...row, title: mission, returned: 1, conflicts: 2, waiting: 12 },
        { ...row, id: '2', title: missionShort, status: 'planned', to: null, waiting: 1 },
        { ...row, id: '3', title: institutionLong, status: 'of-a-newer-version', from: null, to: null },
      ]}
    />
  );
}

export function FirstSync(): ReactElement {
  const { mission, missionShort } = useSample();
  return (
    <Framed
      missions={[
        { ...row, title: mission },
        { ...row, id: '2', title: missionShort, status: '', from: null, to: null, isAwaited: true },
      ]}
      arriving={{ done: 1, all: 2, records: 0 }}
    />
  );
}

const dayEntry: DayEntry = {
  id: '',
  kind: 'session',
  title: '',
  note: '',
  startsAt: null,
  endsAt: null,
  phase: 'ahead',
};

export function WorkWaits(): ReactElement {
  const translate = useTranslate();
  const { mission, missionShort: breakName, institution, institutionLong } = useSample();
  return (
    <Framed
      missions={[{ ...row, title: mission, returned: 1, conflicts: 2 }]}
      day={
        <>
          <DayView
            title={mission}
            entries={[
              { ...dayEntry, id: '1', title: institution, startsAt: 495, endsAt: 540, phase: 'over' },
              { ...dayEntry, id: '2', title: institutionLong, startsAt: 540, endsAt: 660, phase: 'now' },
              { ...dayEntry, id: '3', kind: 'break', title: breakName, startsAt: 660, endsAt: 680 },
              { ...dayEntry, id: '4', title: institution, startsAt: 680, endsAt: 740 },
            ]}
            hrefOf={() => '#/'}
          />
          <DayView
            title={translate('today.meetings')}
            entries={[{ ...dayEntry, id: '5', kind: 'meeting', title: institutionLong, startsAt: 930 }]}
            hrefOf={() => '#/'}
          />
        </>
      }
      today={
        <>
          <ContinueView
            name={institution}
            question="D4.1"
            atMs={galleryNowMs - 60 * 60_000}
            onContinue={() => undefined}
          />
          <ForYouView
            rows={[
              {
                id: '1',
                kind: 'returned',
                name: institutionLong,
                text: { key: 'today.returned', values: { count: 2 } },
                href: '#/',
              },
              {
                id: '2',
                kind: 'conflicts',
                name: '',
                text: { key: 'today.conflicts', values: { count: 1 } },
                href: '#/conflicts',
              },
              {
                id: '3',
                kind: 'questions',
                name: institution,
                text: { key: 'today.questions.assigned', values: { count: 11 } },
                href: '#/',
              },
            ]}
          />
        </>
      }
    />
  );
}

const dueSample = {
  log: LogId.parse('018f0000-0000-7000-8000-000000000001'),
  doc: DocumentId.parse('018f0000-0000-7000-8000-000000000002'),
  part: '',
} as const;

/** Reminders: a late one, and more than the home shows at once. */
export function WorkIsDue(): ReactElement {
  const { mission, institution, institutionLong } = useSample();
  const dueWorks: readonly DueWork[] = [
    { ...dueSample, kind: 'progress-note', title: institution, dueOn: '2026-11-02', isLate: true },
    { ...dueSample, kind: 'survey', title: institutionLong, dueOn: '2026-12-15', isLate: false },
    ...(['i1', 'i2', 'i3', 'i4'] as const).map(
      (part): DueWork => ({
        ...dueSample,
        kind: 'plan-item',
        part,
        title: institution,
        dueOn: '2027-01-15',
        isLate: false,
      }),
    ),
  ];
  return (
    <Framed
      missions={[{ ...row, title: mission }]}
      today={
        <DueView
          entries={dueWorks.map((dueWork) => (
            <DueEntryView key={`${dueWork.kind} ${dueWork.part}`} work={dueWork} href="#" />
          ))}
        />
      }
    />
  );
}

export function RemovedTwo(): ReactElement {
  const { mission, missionShort, institutionLong } = useSample();
  const away = { log: LogId.parse('0192f0c1-0009-4000-8000-000000000001'), atMs: galleryNowMs };
  return (
    <Framed
      missions={[{ ...row, title: mission }]}
      removedMissions={
        <RemovedMissionsView
          missions={[
            { ...away, title: missionShort },
            { ...away, log: LogId.parse('0192f0c1-0009-4000-8000-000000000002'), title: institutionLong },
          ]}
          refusal={null}
          onRestore={() => undefined}
        />
      }
    />
  );
}

export function AskedToRemove(): ReactElement {
  const { missionShort } = useSample();
  return (
    <RemoveMissionDialogView
      title={missionShort}
      onlyHere={{ notes: 3, records: 30, drafts: 1, setAside: 1 }}
      mayErase={false}
      refusal={{ key: 'travel.off.refused.onlyHere' }}
      onMayErase={() => undefined}
      onRemove={() => undefined}
      onClose={() => undefined}
    />
  );
}

export function Empty(): ReactElement {
  return <Framed missions={[]} />;
}
