import { type ReactElement, useMemo, useState } from 'react';
import { type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { mayWriteAt } from '#domain/kinds/permit.ts';
import { firstOfKind } from '#domain/kinds/records-of-kind.ts';
import { missionKind, type NationalLevel, nationalLevelPath } from '#domain/mission/mission.ts';
import { collectReportSources, readReportedAssessment } from '#domain/report/report-sources.ts';
import { buildStateProfile } from '#domain/report/state-profile.ts';
import {
  CheckedTextHits,
  namesOfPeople,
  textChecksOf,
} from '#renderer/field/app/documents/checked-text-field.tsx';
import {
  useWriteRegisters,
  type WriteOutcome,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { useOpenedRecord } from '#renderer/field/app/documents/use-opened-record.ts';
import { useReportRecords } from '#renderer/field/app/documents/use-report-records.ts';
import type { FrameMission } from '#renderer/field/app/frame/frame-context.tsx';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { type TextChecks, TextChecksContext } from '#renderer/records/text-checks.ts';
import {
  type NationalIndicatorRow,
  NationalLevelDialogView,
  NationalLevelsView,
  nationalRowsOf,
  openProposals,
} from './national-view.tsx';

interface NationalTabProps {
  readonly log: LogId;
  readonly mission: FrameMission;
}

/** Levels of the State as a whole, and the dialog in which the lead decides on them. */
export function NationalTab({ log, mission }: NationalTabProps): ReactElement | null {
  const nationalIndicators = useNationalIndicators(log, mission);
  const [deciding, setDeciding] = useState<DecidedIndicator | null>(null);
  const [problem, setProblem] = useState<Message | null>(null);
  const translate = useTranslate();
  const { notifyAct } = useRecordUndo();
  if (nationalIndicators === null) return null;
  const { rows, document, opening, mayDecide, acceptAll, checks } = nationalIndicators;
  const open = openProposals(rows).length;
  const accept = async (): Promise<void> => {
    const outcome = await acceptAll(translate('mission.national.acceptAll.reason'));
    setProblem(outcome.kind === 'saved' ? null : writeRefusalMessage(outcome));
    if (outcome.kind === 'saved') notifyAct((say) => say('mission.national.accepted', { count: open }));
  };
  return (
    <TextChecksContext value={checks}>
      <NationalLevelsView
        rows={rows}
        problem={problem}
        onDecide={mayDecide ? (row) => setDeciding({ row, opened: document, opening }) : undefined}
        acceptAll={mayDecide && open > 0 ? { count: open, onPress: () => void accept() } : undefined}
      />
      {deciding && <NationalLevelDialog log={log} {...deciding} onClose={() => setDeciding(null)} />}
    </TextChecksContext>
  );
}

/** Indicator whose dialog is open, with the mission as it was when it was opened. */
interface DecidedIndicator {
  readonly row: NationalIndicatorRow;
  readonly opened: Document;
  /** First values of a mission without a document. */
  readonly opening: readonly PathValue[];
}

interface NationalLevelDialogProps extends DecidedIndicator {
  readonly log: LogId;
  readonly onClose: () => void;
}

/**
 * Dialog that decides on the level of a national indicator, with the decided or proposed one as its start.
 */
function NationalLevelDialog(props: NationalLevelDialogProps): ReactElement | null {
  const { log, row, opened, opening, onClose } = props;
  const { indicator, proposed, decided } = row;
  const { save, problem } = useOpenedRecord(log, opened);
  const [maturityLevel, setLevel] = useState(decided?.level ?? proposed);
  const [reason, setReason] = useState(decided?.reason ?? '');
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  if (maturityLevel === null || proposed === null) return null;

  const write = async (value: NationalLevel | null): Promise<boolean> => {
    const path = pathOf('national', indicator.id);
    const isSaved = await save([{ path, value: decided }], [...opening, { path, value }]);
    if (isSaved) onClose();
    return isSaved;
  };
  return (
    <NationalLevelDialogView
      row={row}
      level={maturityLevel}
      reason={reason}
      isReasonMissing={isReasonMissing}
      problem={problem}
      hits={<CheckedTextHits text={reason} onChange={setReason} />}
      onLevel={setLevel}
      onReason={(next) => {
        setReason(next);
        setIsReasonMissing(false);
      }}
      onKeep={async () => {
        setIsReasonMissing(reason.trim() === '');
        return reason.trim() !== '' && write({ level: maturityLevel, reason, proposed });
      }}
      onBack={decided === null ? undefined : () => void write(null)}
      onClose={onClose}
    />
  );
}

/** National indicators of a mission, and the lead's decisions on them. */
interface NationalIndicators extends Pick<DecidedIndicator, 'opening'> {
  readonly document: Document;
  readonly rows: readonly NationalIndicatorRow[];
  /** Only for the lead; for nobody after the lease. */
  readonly mayDecide: boolean;
  /** Decide on all indicators without a decision as proposed, with one reason. */
  readonly acceptAll: (reason: string) => Promise<WriteOutcome>;
  /** How the reasons are checked: against the names that this laptop knows. */
  readonly checks: TextChecks;
}

/**
 * Read the ratings of each national indicator by the institutions of this mission. Null until all records are
 * read.
 */
function useNationalIndicators(logId: LogId, frameMission: FrameMission): NationalIndicators | null {
  const { session } = useFieldServices();
  const { people, roles } = session;
  const language = useLanguage();
  const missionRecords = useReportRecords(logId);
  const writeRegisters = useWriteRegisters(logId);
  const indicatorRows = useMemo(() => {
    if (missionRecords === null) return null;
    const { sources } = collectReportSources({ ...missionRecords, language });
    const reportedAssessments = [...sources.assessments, ...sources.earlier].map(readReportedAssessment);
    const picture = buildStateProfile(sources.mission, reportedAssessments);
    return picture === null ? [] : nationalRowsOf(picture);
  }, [missionRecords, language]);
  if (missionRecords === null || indicatorRows === null) return null;

  const foundOfKind = firstOfKind(missionRecords.documents, 'mission');
  const document = foundOfKind ?? emptyDocument(frameMission.doc, missionKind);
  const mine = roles[logId] ?? [];
  const mayDecide = mayWriteAt(mine, document, nationalLevelPath('probe'));
  // A mission that headquarters opened has no document of its own before its first write.
  const opening = foundOfKind ? [] : [{ path: pathOf('title'), value: frameMission.title }];
  const change = (...pathValues: readonly PathValue[]): Promise<WriteOutcome> =>
    writeRegisters(
      [...opening, ...pathValues].map(({ path, value }) => ({
        doc: document.doc,
        kind: missionKind,
        path,
        value,
        over: dotsAt(document, path),
      })),
    );
  return {
    document,
    opening,
    rows: indicatorRows,
    mayDecide,
    acceptAll: (reason) =>
      change(
        ...openProposals(indicatorRows).map(({ indicator, proposed }) => ({
          path: pathOf('national', indicator.id),
          value: { level: proposed, reason, proposed },
        })),
      ),
    checks: textChecksOf({
      document,
      names: namesOfPeople(people),
      confirm: mayDecide ? (pathValues) => change(...pathValues) : null,
    }),
  };
}
