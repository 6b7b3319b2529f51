import { expect, test } from 'vitest';
import { pathRuleOf } from '#domain/kinds/document-kinds.ts';
import { type FormSubject, formFieldOf } from '#domain/kinds/form-field.ts';
import { missionDetailPaths, missionSchema } from '#domain/mission/mission.ts';
import { missionFormPaths, preparationRows } from '#domain/mission/mission-form.ts';
import { institutionRows } from '#renderer/console/features/institutions/institution-dialog.tsx';
import { planItemSubject } from '#renderer/console/features/plan/plan-item-form.ts';
import { overlapJudgementRows } from '#renderer/console/features/plan/plan-overlaps-view.tsx';
import { partnerRows } from '#renderer/console/features/programme/partner-dialog.tsx';
import {
  aboutRows,
  fundingRows,
  phaseRows,
} from '#renderer/console/features/programme/programme-fact-dialogs.tsx';
import { partnerStateRows } from '#renderer/console/features/states/partner-state-dialog.tsx';
import { newWorkshopRows } from '#renderer/field/features/mission/create-workshop-view.tsx';
import { meetingRows } from '#renderer/field/features/mission/overview/meeting-dialog-view.tsx';
import { milestoneRows } from '#renderer/field/features/mission/plan/milestone-row-view.tsx';
import { planItemRows } from '#renderer/field/features/mission/plan/plan-item-view.tsx';
import { statusReasonRows } from '#renderer/field/features/mission/plan/status-reason-dialog-view.tsx';
import { missionRequestRows } from '#renderer/field/features/mission/requests/request-fields-view.tsx';
import { learningObjectiveRows } from '#renderer/field/features/workshop/agenda/learning-objectives.tsx';
import { sessionDetailRows } from '#renderer/field/features/workshop/agenda/session-details-view.tsx';
import { workshopDetailRows } from '#renderer/field/features/workshop/agenda/workshop-details-view.tsx';
import { lessonRows } from '#renderer/field/features/workshop/lessons/lesson-card.tsx';
import { entryRows, entrySubjectOf } from '#renderer/field/features/workshop/notes/entry-fields.tsx';
import { participantRows } from '#renderer/field/features/workshop/register/participant-form-view.tsx';
import { sessionRows } from '#renderer/field/features/workshop/session-view.tsx';
import { pathLabels } from '#renderer/records/path-labels.ts';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';
import { labelListFile, labelsOutsideForms } from './labels-outside-forms.ts';

const session: FormSubject = { kind: 'workshop', below: 'sessions/*' };

/** Forms of the field app that are lists of paths: their labels come from the path rules. */
const forms: readonly { readonly subject: FormSubject; readonly rows: readonly FieldRow<string>[] }[] = [
  { subject: { kind: 'mission' }, rows: preparationRows },
  { subject: { kind: 'mission' }, rows: missionDetailPaths },
  { subject: { kind: 'mission', below: 'meetings/*' }, rows: meetingRows },
  { subject: { kind: 'request' }, rows: missionRequestRows },
  { subject: { kind: 'workshop', below: 'participants/*' }, rows: participantRows },
  { subject: { kind: 'workshop', below: 'lessons/*' }, rows: Object.values(lessonRows).flat() },
  { subject: { kind: 'action-plan', below: 'items/*' }, rows: Object.values(planItemRows).flat() },
  { subject: { kind: 'action-plan', below: 'items/*' }, rows: statusReasonRows },
  { subject: { kind: 'action-plan', below: 'items/*/milestones/*' }, rows: milestoneRows },
  { subject: { kind: 'workshop' }, rows: workshopDetailRows },
  { subject: { kind: 'workshop' }, rows: newWorkshopRows },
  ...Object.values(sessionDetailRows).map((rows) => ({ subject: session, rows })),
  { subject: session, rows: sessionRows },
  { subject: entrySubjectOf('*'), rows: Object.values(entryRows).flat() },
  { subject: { kind: 'workshop', below: 'objectives/*' }, rows: learningObjectiveRows },
];
/** Those of the console. */
const consoleForms: typeof forms = [
  { subject: { kind: 'programme' }, rows: aboutRows },
  { subject: { kind: 'programme', below: 'phases/*' }, rows: phaseRows },
  { subject: { kind: 'programme', below: 'funding/*' }, rows: fundingRows },
  { subject: { kind: 'programme', below: 'partners/*' }, rows: partnerRows },
  { subject: planItemSubject, rows: overlapJudgementRows },
  { subject: { kind: 'programme', below: 'institutions/*' }, rows: institutionRows },
  { subject: { kind: 'programme', below: 'states/*' }, rows: partnerStateRows },
];
const labelsInForms = new Set<string>(
  forms.flatMap(({ subject, rows }) => rows.flat().map((name) => formFieldOf(subject, name).label)),
);

const screens = sourceFiles(/\.tsx?$/, ['renderer/field', 'renderer/form'])
  .filter((file) => !/\.stories\.|\/sample-/.test(file))
  .map(readSource)
  .join('\n');
const isOnScreen = (key: string): boolean => labelsInForms.has(key) || screens.includes(`'${key}'`);
const listed = new Set<string>(labelsOutsideForms.flatMap(({ keys }) => keys));

test('every field has a label on a field app screen, or a listed reason', () => {
  const missed = pathLabels.filter(({ key }) => !listed.has(key) && !isOnScreen(key));
  expect(
    missed.map(({ pattern, key }) => `${pattern} ${key}`),
    `no screen shows these fields: give each a form field in renderer/field, or name the reason in ${labelListFile}`,
  ).toEqual([]);
});

test('a label in the list is the label of a field', () => {
  const known = new Set<string>(pathLabels.map(({ key }) => key));
  expect([...listed].filter((key) => !known.has(key))).toEqual([]);
});

test('a form of an object has each of its parts', () => {
  const missed = consoleForms.flatMap(({ subject: { kind, below = '' }, rows }) =>
    Object.keys(pathRuleOf(kind, below)?.parts ?? {}).filter((part) => !rows.flat().includes(part)),
  );
  expect(missed).toEqual([]);
});

test('the forms of both apps have each field of a mission that is one register', () => {
  const written = missionSchema.filter(
    ({ pattern, field }) => !pattern.includes('*') && field !== null && field[0] !== 'removed',
  );
  const missing = (rows: readonly string[]) =>
    written.map(({ pattern }) => pattern).filter((pattern) => !rows.includes(pattern));
  expect(missing(missionFormPaths)).toEqual([]);
  expect(missing([...preparationRows.flat(), ...missionDetailPaths])).toEqual(['status']);
});
