import { type ReactElement, useState } from 'react';
import type { Level } from '#domain/assessment/assessment.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Frame } from '#renderer/ui/frame.tsx';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { MissionView } from '../mission-view.tsx';
import { NationalDialogView } from './national-dialog-view.tsx';
import type { NationalRow } from './national-rows.ts';
import { NationalView } from './national-view.tsx';

export const about: StoriesAbout = { title: 'State as a whole', layout: 'page' };

const nothing = (): void => undefined;

/** Invented ratings of the national indicators in two institutions. */
function useRows(): readonly NationalRow[] {
  const { institution, institutionLong, rationale } = useSample();
  const national = defaultModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .filter(({ scope }) => scope === 'national');
  return national.slice(0, 6).map((indicator, at): NationalRow => {
    const [first, second]: readonly (Level | null)[] =
      [[2, 4] as const, [3, 3] as const, [null, null]][at % 3] ?? [];
    return {
      indicator,
      ratings: [
        { institution, level: first ?? null },
        { institution: institutionLong, level: second ?? null },
      ],
      proposed: first ?? null,
      decided:
        at === 3
          ? { level: 3, reason: rationale, proposed: 2 }
          : at === 4
            ? { level: 4, reason: rationale, proposed: 2 }
            : null,
    };
  });
}

interface StateProps {
  readonly rows: readonly NationalRow[];
  readonly isReading?: boolean;
}

function State({ rows, isReading = false }: StateProps): ReactElement {
  const say = useSay();
  return (
    <Frame
      rail={<SampleRail />}
      title={useSample().mission}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <MissionView
        about={null}
        tab="national"
        onTab={nothing}
        assessments={[]}
        workshops={[]}
        notes={null}
        isReadOnly={false}
        more={[
          {
            id: 'national',
            label: say('mission.national.tab'),
            content: <NationalView rows={rows} onDecide={isReading ? undefined : nothing} />,
          },
        ]}
      />
    </Frame>
  );
}

export const ForTheLead = (): ReactElement => <State rows={useRows()} />;
export const ForReaders = (): ReactElement => <State rows={useRows()} isReading />;
export const NothingAsked = (): ReactElement => <State rows={[]} />;

export function Deciding(): ReactElement {
  const rows = useRows();
  const [level, setLevel] = useState<Level>(3);
  const [reason, setReason] = useState('');
  const [row] = rows;
  if (row === undefined) throw new Error('The instrument has no national indicator');
  return (
    <>
      <State rows={rows} />
      <NationalDialogView
        row={row}
        level={level}
        reason={reason}
        isReasonMissing
        problem={null}
        hits={null}
        onLevel={setLevel}
        onReason={setReason}
        onKeep={nothing}
        onBack={nothing}
        onClose={nothing}
      />
    </>
  );
}
