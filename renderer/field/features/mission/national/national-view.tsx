import { Landmark, ListChecks, PenLine } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { isolateDirection, languageFacts, type Message, useLanguage, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  EmptyState,
  FormDialog,
  type FormSubmission,
  LevelChip,
  Pill,
  RadioRows,
  SortableTable,
  TextArea,
} from '#renderer/ui';
import './national.css';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import type { NationalLevel } from '#domain/mission/mission.ts';
import { heatMapFigure } from '#domain/report/report-figures.ts';
import type { StateProfile } from '#domain/report/state-profile.ts';
import type { Indicator } from '#domain/scoring/maturity-model.ts';

interface NationalLevelDialogViewProps {
  readonly row: NationalIndicatorRow;
  readonly level: MaturityLevel;
  readonly reason: string;
  /** Shown after an attempt to keep it. */
  readonly isReasonMissing: boolean;
  readonly problem: Message | null;
  /** Personal data found in the reason. */
  readonly hits: ReactNode;
  readonly onLevel: (maturityLevel: MaturityLevel) => void;
  readonly onReason: (reason: string) => void;
  readonly onKeep: FormSubmission;
  /** Return to the proposal; absent while that holds. */
  readonly onBack?: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Level of a national indicator for the State, and its reason. */
export function NationalLevelDialogView(props: NationalLevelDialogViewProps): ReactElement {
  const { row, level, reason, isReasonMissing, problem, hits, onBack } = props;
  const { indicator } = row;
  const translate = useTranslate();
  const { direction } = languageFacts[useLanguage()];
  return (
    <FormDialog
      title={translate('mission.national.dialog.title', { indicator: `${indicator.id} ${indicator.title}` })}
      act={translate('mission.national.keep')}
      width="l"
      problem={problem && translate(problem)}
      onAct={props.onKeep}
      onClose={props.onClose}
      furtherActs={onBack && <Button onPress={onBack}>{translate('mission.national.back')}</Button>}
    >
      <NationalRatingList row={row} />
      <RadioRows
        label={translate('mission.national.level')}
        rows={indicator.levels.map((text, at) => ({
          value: `${at + 1}`,
          text: isolateDirection(text, direction),
          level: MaturityLevel.parse(at + 1),
        }))}
        value={`${level}`}
        onChange={(value) => props.onLevel(MaturityLevel.parse(Number(value)))}
      />
      <TextArea
        label={translate('path.rationale')}
        description={translate('mission.national.reason.help')}
        value={reason}
        onChange={props.onReason}
        maxLength={20_000}
        problem={isReasonMissing ? translate('mission.national.reason.missing') : undefined}
      />
      {hits}
    </FormDialog>
  );
}

/** Ratings of a national indicator in each institution that was asked. */
function NationalRatingList({ row: { ratings } }: { readonly row: NationalIndicatorRow }): ReactElement {
  const translate = useTranslate();
  return (
    <ul className="national-ratings">
      {ratings.map(({ institution, level }) => (
        <li key={institution}>
          <LevelChip level={level} />
          <span>
            <bdi>{institution}</bdi>
            {level === null && ` · ${translate('mission.national.notRated')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One national indicator: its ratings, the proposal from them, and the lead's decision. */
export interface NationalIndicatorRow {
  readonly indicator: Indicator;
  /** Institutions that were asked; null where it is not rated there. */
  readonly ratings: readonly { readonly institution: string; readonly level: MaturityLevel | null }[];
  /** Lower median of the ratings; null while there is none, and nothing to decide on. */
  readonly proposed: MaturityLevel | null;
  readonly decided: NationalLevel | null;
}

/** National indicators that were asked, in the order of the instrument (docs/requirements.md B6.8). */
export function nationalRowsOf(picture: StateProfile): readonly NationalIndicatorRow[] {
  const heatMap = heatMapFigure(picture);
  return picture.indicators.flatMap(({ indicator, proposed, decided }): readonly NationalIndicatorRow[] => {
    if (indicator.scope !== 'national') return [];
    const heatMapCells = heatMap.rows.find((row) => row.indicator === indicator.id)?.cells ?? [];
    const ratings = heatMapCells.flatMap(({ level, state }, at) =>
      state === null ? [] : [{ institution: heatMap.institutions[at] ?? '', level }],
    );
    return [{ indicator, ratings, proposed, decided }];
  });
}

/** Indicator with a proposal. */
type ProposedIndicatorRow = NationalIndicatorRow & { readonly proposed: MaturityLevel };

/** Indicators with a proposal that nobody has decided on yet. */
export const openProposals = (
  indicatorRows: readonly NationalIndicatorRow[],
): readonly ProposedIndicatorRow[] =>
  indicatorRows.filter(
    (indicatorRow): indicatorRow is ProposedIndicatorRow =>
      indicatorRow.decided === null && indicatorRow.proposed !== null,
  );

interface NationalLevelsViewProps {
  readonly rows: readonly NationalIndicatorRow[];
  readonly problem: Message | null;
  /** Decides as proposed where nobody has decided; absent where nothing is open, and for everybody but the lead. */
  readonly acceptAll?: { readonly count: number; readonly onPress: () => void } | undefined;
  /** Absent for everybody but the lead. */
  readonly onDecide?: ((indicatorRow: NationalIndicatorRow) => void) | undefined;
}

/** National indicators: one level for the State, proposed from the ratings of institutions, or decided on. */
export function NationalLevelsView(props: NationalLevelsViewProps): ReactElement {
  const { rows, problem, acceptAll, onDecide } = props;
  const translate = useTranslate();
  return (
    <div className="national">
      {rows.length > 0 && (
        <p className="national-about">
          {translate(onDecide ? 'mission.national.about' : 'mission.national.about.reading')}
        </p>
      )}
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {acceptAll && (
        <div>
          <Button icon={ListChecks} onPress={acceptAll.onPress}>
            {translate('mission.national.acceptAll', { count: acceptAll.count })}
          </Button>
        </div>
      )}
      <SortableTable
        label={translate('mission.national.tab')}
        rows={rows}
        rowId={({ indicator }) => indicator.id}
        empty={
          <EmptyState icon={Landmark} title={translate('mission.national.empty.title')}>
            {translate('mission.national.empty.text')}
          </EmptyState>
        }
        columns={[
          {
            id: 'indicator',
            title: translate('mission.national.column.indicator'),
            cell: ({ indicator }) => (
              <span className="national-indicator" dir="auto">
                <b>{indicator.id}</b> {indicator.title}
              </span>
            ),
          },
          {
            id: 'ratings',
            title: translate('mission.national.column.ratings'),
            cell: (indicatorRow) => <NationalRatingList row={indicatorRow} />,
          },
          {
            id: 'level',
            title: translate('mission.national.column.level'),
            cell: (indicatorRow) => <MemberStateLevel row={indicatorRow} />,
          },
          ...(onDecide
            ? [
                {
                  id: 'act',
                  title: translate('mission.national.column.act'),
                  cell: (indicatorRow: NationalIndicatorRow) =>
                    indicatorRow.proposed !== null && (
                      <Button
                        kind="quiet"
                        icon={PenLine}
                        label={translate('mission.national.decide.of', { id: indicatorRow.indicator.id })}
                        onPress={() => onDecide(indicatorRow)}
                      >
                        {translate(
                          indicatorRow.decided === null
                            ? 'mission.national.decide'
                            : 'mission.national.change',
                        )}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </div>
  );
}

/** Level in force: the decision with its reason, else the proposal. */
function MemberStateLevel({
  row: { decided, proposed },
}: {
  readonly row: NationalIndicatorRow;
}): ReactElement {
  const translate = useTranslate();
  return (
    <div className="national-level">
      <LevelChip level={decided?.level ?? proposed} />
      <div>
        {decided === null && proposed !== null && <Pill text={translate('mission.national.proposed')} />}
        {decided === null && proposed === null && translate('mission.national.notRated')}
        {decided !== null && <p dir="auto">{decided.reason}</p>}
        {decided !== null && decided.proposed !== proposed && (
          <Pill
            text={translate('mission.national.moved', { before: decided.proposed, now: proposed ?? 'none' })}
            meaning="wait"
          />
        )}
      </div>
    </div>
  );
}
