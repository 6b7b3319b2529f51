import type { ReactElement } from 'react';
import { attendanceOf, certificateRuleOf, countMarks } from '#domain/workshop/attendance.ts';
import type { AttendanceMark } from '#domain/workshop/participant.ts';
import type { HalfDayBlock } from '#domain/workshop/session-times.ts';
import { useTranslate } from '#renderer/i18n';
import { ScreenLayout, ScreenPage } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import type { AttendanceCell, AttendanceTable } from './attendance-facts.ts';
import { AttendanceGridView } from './attendance-grid-view.tsx';
import { AttendanceView } from './attendance-view.tsx';

export const about: StoriesAbout = { title: 'Workshop attendance', layout: 'page' };

const nothing = (): void => undefined;

const blocks: readonly HalfDayBlock[] = [1, 2, 3, 4].flatMap((day) =>
  (['am', 'pm'] as const).map((half) => ({
    id: `${day}-${half}`,
    day,
    half,
    startsAt: half === 'am' ? 540 : 810,
    endsAt: half === 'am' ? 740 : 1_000,
    sessions: [],
  })),
);
const names = ['First participant', 'مشارك ثانٍ', 'Troisième participante', ''] as const;
const institutions = ['Ministry of Interior', 'National Police Service', 'Office of the Public Prosecutor'];

/** Mark of a sample: mostly present until the fourth block, empty afterwards. */
function sampleMark(row: number, column: number): AttendanceMark | null {
  if (column > 4 || (column === 4 && row > 8)) return null;
  if ((row + column * 3) % 11 === 0) return 'absent';
  return (row * 2 + column) % 13 === 0 ? 'partial' : 'present';
}

function sampleTable(count: number, isContested = false): AttendanceTable {
  const certificateRule = certificateRuleOf(undefined);
  const rows = Array.from({ length: count }, (_, at) => {
    const attendanceCells = blocks.map(
      (_block, column): AttendanceCell => ({
        mark: sampleMark(at, column),
        isContested: isContested && at === 2 && column === 3,
      }),
    );
    return {
      id: String(at),
      code: `KT7-${String(at + 1).padStart(3, '0')}`,
      name: names[at % 4] ?? '',
      institution: institutions[at % 3] ?? '',
      cells: attendanceCells,
      attendance: attendanceOf(
        attendanceCells.map(({ mark }) => mark),
        certificateRule,
      ),
    };
  });
  return {
    blocks,
    rows,
    rule: certificateRule,
    contested: isContested ? 1 : 0,
    totals: blocks.map((_, at) => countMarks(rows.map(({ cells }) => cells[at]?.mark ?? null))),
  };
}

interface AttendanceStoryProps {
  readonly table: AttendanceTable;
  readonly isReadOnly?: boolean;
  readonly isRefused?: boolean;
}

function AttendanceStory({
  table,
  isReadOnly = false,
  isRefused = false,
}: AttendanceStoryProps): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      crumbs={[]}
      title={translate('attendance.section')}
      status={<SampleStatus network="none" waiting={0} />}
    >
      <ScreenPage>
        <AttendanceView
          namesErasedAtMs={null}
          table={table}
          now={4}
          problem={isRefused ? { key: 'frame.refused.failed' } : null}
          canUndo
          onUndo={nothing}
          isReadOnly={isReadOnly}
          onRegister={nothing}
          onAgenda={nothing}
          conflictsHref="#/conflicts"
        >
          <AttendanceGridView
            table={table}
            now={4}
            dayNow={3}
            dateOf={({ day }) => Date.UTC(2026, 10, 23 + day, 12)}
            isReadOnly={isReadOnly}
            acts={{ onMark: nothing, onAllPresent: nothing }}
          />
        </AttendanceView>
      </ScreenPage>
    </ScreenLayout>
  );
}

export const Grid = (): ReactElement => <AttendanceStory table={sampleTable(30)} />;
export const GridOf500 = (): ReactElement => <AttendanceStory table={sampleTable(500)} />;
export const GridReadOnly = (): ReactElement => <AttendanceStory table={sampleTable(12)} isReadOnly />;
export const GridContested = (): ReactElement => <AttendanceStory table={sampleTable(12, true)} isRefused />;
export const NobodyRegistered = (): ReactElement => <AttendanceStory table={sampleTable(0)} />;
export const WithoutAgenda = (): ReactElement => (
  <AttendanceStory table={{ ...sampleTable(3), blocks: [], totals: [] }} />
);
