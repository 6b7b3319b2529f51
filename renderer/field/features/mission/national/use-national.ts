import { useMemo } from 'react';
import { confirmedHits, openHits } from '#domain/assessment/texts-to-check.ts';
import { dotsAt, emptyDocument } from '#domain/document/document.ts';
import { type Path, pathOf } from '#domain/document/path.ts';
import type { Json } from '#domain/base/json.ts';
import type { LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { type NationalLevel, nationalPath } from '#domain/mission/national-level.ts';
import { mayWriteAt } from '#domain/people/write-mode.ts';
import { hitKey } from '#domain/privacy/check-text.ts';
import { collectSources } from '#domain/report/collect-sources.ts';
import { readSource } from '#domain/report/report-sources.ts';
import { pictureOf } from '#domain/report/state-picture.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import type { TextChecks } from '#renderer/field/app/text-checks.ts';
import { useReportRecords } from '#renderer/field/app/use-report-records.ts';
import { useWrite, type WriteOutcome } from '#renderer/field/app/use-write.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import type { MissionSummary } from '#renderer/store/store-api.ts';
import { type NationalRow, nationalRowsOf } from './national-rows.ts';

/** The national indicators of a mission, and the lead's way to decide on them. */
interface National {
  readonly rows: readonly NationalRow[];
  /** The lead's alone; nobody's while the lease is over. */
  readonly mayDecide: boolean;
  /** Null goes back to what is proposed. */
  readonly decide: (indicator: string, value: NationalLevel | null) => Promise<WriteOutcome>;
  /** How the reasons are checked: against the names that this laptop knows. */
  readonly checks: TextChecks;
}

/** What do the institutions of this mission say of each national indicator? Null until all records are read. */
export function useNational(log: LogId, mission: MissionSummary): National | null {
  const { session } = useField();
  const { people, roles } = session;
  const language = useLanguage();
  const records = useReportRecords(log);
  const write = useWrite(log);
  const mode = useWriteMode();
  const rows = useMemo(() => {
    if (records === null) return null;
    const { sources } = collectSources({ ...records, language });
    const picture = pictureOf(sources.mission, sources.assessments.map(readSource));
    return picture === null ? [] : nationalRowsOf(picture);
  }, [records, language]);
  if (records === null || rows === null) return null;

  const found = records.documents.find(({ kind }) => kind === missionKind);
  const document = found ?? emptyDocument(mission.doc, missionKind);
  const mine = roles[log] ?? [];
  const mayDecide = mode(mine, document) !== 'leaseOver' && mayWriteAt(mine, document, nationalPath('probe'));
  const change = (path: Path, value: Json): Promise<WriteOutcome> => {
    const one = (at: Path, what: Json) => ({
      doc: document.doc,
      kind: missionKind,
      path: at,
      value: what,
      over: dotsAt(document, at),
    });
    // A mission that headquarters opened has no record of its own before somebody says something of it.
    return write([...(found ? [] : [one(pathOf('title'), mission.title)]), one(path, value)]);
  };
  const names = [...new Set(Object.values(people).map(({ name }) => name))];
  return {
    rows,
    mayDecide,
    decide: (indicator, value) => change(pathOf('national', indicator), value),
    checks: {
      openHits: (text) => openHits(text, names, confirmedHits(document)),
      confirm: mayDecide ? (hit) => void change(pathOf('text-checks', hitKey(hit)), true) : null,
    },
  };
}
