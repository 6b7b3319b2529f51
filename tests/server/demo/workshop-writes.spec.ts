import { describe, expect, test } from 'vitest';
import { type Document, plainTextAt } from '#domain/document/document.ts';
import type { DocumentId } from '#domain/ids.ts';
import { actionPlanKind, readPlanItems } from '#domain/plan/action-plan.ts';
import { attendanceOf, certificateRuleOf } from '#domain/workshop/attendance.ts';
import { readAttendance } from '#domain/workshop/attendance-marks.ts';
import { findUnpairedCodes, readTestSheets, testResultsOf } from '#domain/workshop/learning/test-sheets.ts';
import { evaluationResultsOf } from '#domain/workshop/learning/workshop-answers.ts';
import { readLessons } from '#domain/workshop/lesson.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import { breakDownRegister, readCountsOfOthers } from '#domain/workshop/register-breakdown.ts';
import { readSessionEntries } from '#domain/workshop/session-entry.ts';
import { halfDayBlocksOf } from '#domain/workshop/session-times.ts';
import { readWorkshopSessions, workshopKind } from '#domain/workshop/workshop.ts';
import { withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import { type DemoWorkshop, demoMissions } from '#server/demo/content/missions.ts';
import { DemoDraft } from '#server/demo/demo-writes.ts';
import { workshopStages } from '#server/demo/workshop-writes.ts';
import { aDevice, aDoc } from '#tests/support/builders/sample-ids.ts';

const [mission] = demoMissions;
if (mission === undefined) throw new Error('the demonstration has no mission');
const workshops = mission.workshops.map((workshop, at) => documentsOf(workshop, at * 1_000));
const workshop = workshops[0]?.find(({ kind }) => kind === workshopKind);
const plan = workshops[0]?.find(({ kind }) => kind === actionPlanKind);

/** Documents that the writes of a workshop make. */
function documentsOf(of: DemoWorkshop, firstId: number): readonly Document[] {
  let last = firstId;
  const newId = (): DocumentId => aDoc((last += 1));
  const seed = {
    doc: newId(),
    mission: newId(),
    missionTitle: 'Mission',
    plan: newId(),
    device: aDevice(1),
    nowMs: Date.UTC(2026, 10, 24),
    newId,
  };
  const drafts = new Map<DocumentId, DemoDraft>();
  for (const demoWrite of workshopStages(seed, of).flatMap(({ writes }) => writes)) {
    const draft = drafts.get(demoWrite.doc) ?? new DemoDraft(demoWrite.doc, demoWrite.kind, seed.device);
    drafts.set(demoWrite.doc, draft);
    if ('value' in demoWrite) draft.write([demoWrite]);
  }
  return [...drafts.values()].map(({ document }) => document);
}

describe('the demonstration workshop', () => {
  test('is beside one that is a draft', () => {
    const statuses = workshops.map(([firstDocument]) => plainTextAt(firstDocument, 'status'));
    expect(statuses).toEqual(['completed', 'draft']);
  });

  test('has 30 participants, and of their sex the sums alone', () => {
    const participants = readParticipants(workshop);
    expect(new Set(participants.map(({ code }) => code)).size).toBe(30);
    const { bySex, byInstitutionType } = breakDownRegister(
      participants,
      [],
      readCountsOfOthers(workshop, ''),
    );
    expect(bySex).toMatchObject({
      kind: 'shown',
      isKnown: true,
      rows: [{ count: 13 }, { count: 17 }, { count: 0 }],
    });
    expect(byInstitutionType?.filter(({ count }) => count === null)).not.toEqual([]);
  });

  test('has no name, e-mail address or certificate of a participant', () => {
    const personal = Object.keys(workshop?.registers ?? {}).filter((path) =>
      /^participants\/[^/]+\/(?:name|email|certificate)$/.test(path),
    );
    expect(personal).toEqual([]);
  });

  test('has eight half-days, with a mark of everybody', () => {
    const halfDayBlocks = halfDayBlocksOf(workshop);
    const attendanceMarks = readAttendance(workshop);
    const certificateRule = certificateRuleOf(workshop);
    const attended = readParticipants(workshop).map(({ id }) =>
      attendanceOf(
        halfDayBlocks.map((block) => attendanceMarks.markOf(id, block.id)),
        certificateRule,
      ),
    );
    expect(halfDayBlocks.map(({ id }) => id)).toEqual([
      '1-am',
      '1-pm',
      '2-am',
      '2-pm',
      '3-am',
      '3-pm',
      '4-am',
      '4-pm',
    ]);
    expect(attended.reduce((sum, { unmarked }) => sum + unmarked, 0)).toBe(0);
    expect(attended.filter(({ prospect }) => prospect === 'reached')).toHaveLength(28);
  });

  test('tells of each session how it was delivered', () => {
    const sessionDeliveries = withoutPauses(readWorkshopSessions(workshop)).map(({ delivery }) => delivery);
    expect(sessionDeliveries).toHaveLength(15);
    expect(new Set(sessionDeliveries)).toEqual(new Set(['as-planned', 'changed', 'dropped']));
  });

  test('has tests of 30 people before and 28 after, with a gain', () => {
    const testResults = testResultsOf(workshop);
    expect(testResults).toMatchObject({ before: 30, after: 28, paired: 27 });
    if (testResults.withheld) throw new Error('the results are withheld');
    expect(testResults.meanBefore).toBeGreaterThan(35);
    expect(testResults.meanBefore).toBeLessThan(60);
    expect(testResults.gainLow).toBeGreaterThan(10);
    expect(testResults.meanAfter).toBeLessThan(90);
    expect(findUnpairedCodes(readTestSheets(workshop)).afterOnly).toEqual(['vestrine 28']);
  });

  test('has 27 evaluations, of which one statement raises an alert', () => {
    const evaluationResults = evaluationResultsOf(workshop);
    const items = evaluationResults.withheld ? [] : evaluationResults.items;
    expect(evaluationResults.answers).toBe(27);
    expect(
      items
        .filter((statementResult) => !statementResult.withheld && statementResult.alert)
        .map(({ item }) => item),
    ).toEqual(['9']);
  });

  test('has notes of each type, and agreed actions in the action plan', () => {
    const sessionEntries = readSessionEntries(workshop);
    expect(new Set(sessionEntries.map(({ type }) => type)).size).toBe(6);
    const linked = sessionEntries.flatMap(({ planItem }) => planItem?.item ?? []);
    expect(readPlanItems(plan).map(({ id }) => id)).toEqual(linked);
    expect(linked).toHaveLength(2);
  });

  test('has three lessons, which headquarters has not validated', () => {
    expect(readLessons(workshop).map(({ status }) => status)).toEqual(['reviewed', 'reviewed', 'noted']);
  });
});
