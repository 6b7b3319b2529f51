import { type ReactElement, useState } from 'react';
import type { MaturityLevel } from '#domain/assessment/assessment.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { useTranslate } from '#renderer/i18n';
import { ScreenLayout } from '#renderer/ui';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { MissionView } from '../mission-view.tsx';
import { type NationalIndicatorRow, NationalLevelDialogView, NationalLevelsView } from './national-view.tsx';

export const about: StoriesAbout = { title: 'National level', layout: 'page' };

const nothing = (): void => undefined;

/** Invented ratings of the national indicators in two institutions. */
function useRows(): readonly NationalIndicatorRow[] {
  const { institution, institutionLong, rationale } = useSample();
  const national = defaultMaturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .filter(({ scope }) => scope === 'national');
  return national.slice(0, 6).map((indicator, at): NationalIndicatorRow => {
    const [firstMaturityLevel, second]: readonly (MaturityLevel | null)[] =
      [[2, 4] as const, [3, 3] as const, [null, null]][at % 3] ?? [];
    return {
      indicator,
      ratings: [
        { institution, level: firstMaturityLevel ?? null },
        { institution: institutionLong, level: second ?? null },
      ],
      proposed: firstMaturityLevel ?? null,
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
  readonly rows: readonly NationalIndicatorRow[];
  readonly isReading?: boolean;
}

function State({ rows, isReading = false }: StateProps): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenLayout
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
        removed={{ assessments: [], workshops: [] }}
        notes={null}
        isReadOnly={false}
        more={[
          {
            id: 'national',
            label: translate('mission.national.tab'),
            content: (
              <NationalLevelsView
                rows={rows}
                problem={null}
                onDecide={isReading ? undefined : nothing}
                acceptAll={isReading || rows.length === 0 ? undefined : { count: 2, onPress: nothing }}
              />
            ),
          },
        ]}
      />
    </ScreenLayout>
  );
}

export const ForTheLead = (): ReactElement => <State rows={useRows()} />;
export const ForReaders = (): ReactElement => <State rows={useRows()} isReading />;
export const NothingAsked = (): ReactElement => <State rows={[]} />;

export function Deciding(): ReactElement {
  const indicatorRows = useRows();
  const [maturityLevel, setLevel] = useState<MaturityLevel>(3);
  const [reason, setReason] = useState('');
  const [indicatorRow] = indicatorRows;
  if (indicatorRow === undefined) throw new Error('The instrument has no national indicator');
  return (
    <>
      <State rows={indicatorRows} />
      <NationalLevelDialogView
        row={indicatorRow}
        level={maturityLevel}
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
