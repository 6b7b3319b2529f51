import * as Y from 'yjs';
import { createRandomSequence } from '#base/random-sequence.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import { createClientId } from '#domain/document/text-client-id.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import { actionPlanKind, readPlanItems } from '#domain/plan/action-plan.ts';
import { createPlanItemFromAction } from '#domain/plan/change-plan.ts';
import { markAllPresent, markAttendance, readAttendance } from '#domain/workshop/attendance-marks.ts';
import { decideCreateWorkshop } from '#domain/workshop/create-workshop.ts';
import type { QuestionnaireSheet } from '#domain/workshop/evaluation.ts';
import { countsToSend } from '#domain/workshop/learning/evaluation-results.ts';
import { chooseTest } from '#domain/workshop/learning/test-bank.ts';
import { bankOfWorkshop, readWorkshopTest } from '#domain/workshop/learning/test-sheets.ts';
import { countsPaths } from '#domain/workshop/learning/workshop-answers.ts';
import { createLesson, decideLessonStatus, readLessons } from '#domain/workshop/lesson.ts';
import { nextParticipantCodes, readParticipants, registerParticipant } from '#domain/workshop/register.ts';
import { countsToWrite } from '#domain/workshop/register-breakdown.ts';
import { createSessionEntry, readSessionEntries } from '#domain/workshop/session-entry.ts';
import { halfDayBlocksOf } from '#domain/workshop/session-times.ts';
import { readWorkshopSessions, workshopKind } from '#domain/workshop/workshop.ts';
import { withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import type { WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import type { HeldWorkshop } from './content/held-workshop.ts';
import { type DemoPerson, type DemoWorkshop, demoLeadAssessor, demoTrainer } from './content/missions.ts';
import { DemoDraft, type DemoWrite, unwrapDecision } from './demo-writes.ts';
import { testSheetWrites } from './workshop-answer-writes.ts';

/** Writes of one person on one day; negative days are before the day of seeding. */
interface DemoStage {
  readonly by: DemoPerson;
  readonly day: number;
  readonly writes: readonly DemoWrite[];
}

/** Place of a workshop of the demonstration, and the sources of its ids and days. */
interface WorkshopSeed {
  readonly doc: DocumentId;
  readonly mission: DocumentId;
  readonly missionTitle: string;
  /** Document of the mission's action plan. */
  readonly plan: DocumentId;
  /** Laptop of the trainer. */
  readonly device: DeviceId;
  readonly nowMs: number;
  readonly newId: () => string;
}

const workshopDayMs = 24 * 60 * 60 * 1000;
const dayFromNow = ({ nowMs }: WorkshopSeed, days: number): string =>
  new Date(nowMs + days * workshopDayMs).toISOString().slice(0, 10);

/** Write a workshop as a trainer does: its agenda, and all records of one that was held. */
export function workshopStages(workshopSeed: WorkshopSeed, demoWorkshop: DemoWorkshop): readonly DemoStage[] {
  const { title, status, fromDay, toDay, template, held } = demoWorkshop;
  const draft = new DemoDraft(workshopSeed.doc, workshopKind, workshopSeed.device);
  const [from, to] = [dayFromNow(workshopSeed, fromDay), dayFromNow(workshopSeed, toDay)];
  const { doc, mission } = workshopSeed;
  draft.write(
    unwrapDecision(decideCreateWorkshop({ title, from, to, template, language: 'en' }, { doc, mission })),
  );
  const lastDay = Math.min(-1, toDay);
  if (held === null) {
    writeNotes(draft, demoWorkshop, workshopSeed.device);
    draft.set('status', status);
    return [{ by: demoTrainer, day: lastDay, writes: draft.takeWrites() }];
  }
  return new HeldWorkshopWriter(workshopSeed, demoWorkshop, held, draft).stages();
}

/** Writer of the records of a workshop that was held, day by day. */
class HeldWorkshopWriter {
  readonly #seed: WorkshopSeed;
  readonly #workshop: DemoWorkshop;
  readonly #held: HeldWorkshop;
  readonly #draft: DemoDraft;
  /** Ids of the participants in the order of their groups. */
  readonly #registered: string[] = [];

  constructor(
    workshopSeed: WorkshopSeed,
    demoWorkshop: DemoWorkshop,
    heldWorkshop: HeldWorkshop,
    draft: DemoDraft,
  ) {
    this.#seed = workshopSeed;
    this.#workshop = demoWorkshop;
    this.#held = heldWorkshop;
    this.#draft = draft;
  }

  stages(): readonly DemoStage[] {
    const { fromDay, toDay, status } = this.#workshop;
    const by = demoTrainer;
    const stage = (day: number): DemoStage => ({ by, day, writes: this.#draft.takeWrites() });

    this.#prepare();
    this.#setStatus('confirmed');
    const prepared = stage(fromDay - 7);
    this.#setStatus('under-way');
    this.#register();
    this.#writeSheets('before');
    const openedDemoStage = stage(fromDay);
    this.#markAttendance();
    this.#deliver();
    writeNotes(this.#draft, this.#workshop, this.#seed.device);
    this.#writeSheets('after');
    this.#draft.write(evaluationWrites(this.#seed.device, this.#seed.newId));
    this.#writeEntries();
    const closed = stage(toDay);
    const plannedDemoWrites = this.#planActions();
    this.#writeLessons();
    for (const [part, text] of Object.entries(this.#held.reportTexts))
      this.#draft.set(`report/${part}`, text);
    this.#setStatus(status);
    return [
      prepared,
      openedDemoStage,
      closed,
      { by: demoLeadAssessor, day: toDay + 1, writes: plannedDemoWrites },
      stage(toDay + 1),
    ];
  }

  #setStatus(workshopStatus: WorkshopStatus): void {
    this.#draft.set('status', workshopStatus);
  }

  #prepare(): void {
    const { mode, host, place, room, languages, dayStarts } = this.#held;
    const draft = this.#draft;
    draft.set('mode', mode);
    draft.set('host', host);
    draft.set('place', place);
    draft.set('languages', languages);
    draft.set('non-attribution', true);
    for (const [at, time] of dayStarts.entries()) draft.set(`day-starts/${at + 1}`, time);
    for (const { id } of this.#sessions()) draft.set(`sessions/${id}/room`, room);
    const testBank = bankOfWorkshop(draft.document);
    const items = testBank.formA.map(({ id }) => id);
    draft.set('test', { ...chooseTest(testBank, { items, hasSecondForm: true, isShuffled: true }) });
  }

  /** Register the participants after the data notice. Of their sex only the sums are here. */
  #register(): void {
    const { groups, withoutFollowUp } = this.#held;
    const { device, newId } = this.#seed;
    const draft = this.#draft;
    const on = dayFromNow(this.#seed, this.#workshop.fromDay);
    draft.set('notice', { edition: '1', on });
    const people = groups.flatMap(({ women, men, ...group }) => [
      ...Array.from({ length: women }, () => ({ ...group, sex: 'woman' as const })),
      ...Array.from({ length: men }, () => ({ ...group, sex: 'man' as const })),
    ]);
    const codes = nextParticipantCodes(
      draft.document,
      [],
      device,
      people.length,
      createRandomSequence(this.#workshop.title),
    );
    const cards = people.map(({ institution, type, function: role, sex }, at) => {
      const id = newId();
      draft.write(
        registerParticipant(id, codes[at] ?? '', {
          institution,
          institutionType: type,
          function: role,
          isNominated: true,
          consents: {
            'follow-up': { given: !withoutFollowUp.includes(at), on },
            photo: { given: at % 3 !== 0, on },
            list: { given: true, on },
          },
        }),
      );
      this.#registered.push(id);
      return { id, sex, seniority: at % 4 === 0 ? ('senior' as const) : ('middle' as const) };
    });
    const counts = countsToWrite(readParticipants(draft.document), cards, null);
    if (counts !== null) draft.set(`register-counts/${device}`, { ...counts });
  }

  #markAttendance(): void {
    const participants = this.#registered;
    for (const [block, at, attendanceMark] of this.#held.marks)
      this.#draft.write([markAttendance(participants[at] ?? '', block, attendanceMark)]);
    for (const { id } of halfDayBlocksOf(this.#draft.document))
      this.#draft.write(markAllPresent(readAttendance(this.#draft.document), id, participants));
  }

  #deliver(): void {
    for (const [at, { id, minutes }] of this.#sessions().entries()) {
      const otherHeldDelivery = this.#held.deliveries.find(({ session }) => session === at + 1);
      this.#draft.set(`sessions/${id}/delivery`, otherHeldDelivery?.delivery ?? 'as-planned');
      const delivered = otherHeldDelivery === undefined ? minutes : otherHeldDelivery.minutes;
      if (delivered !== null) this.#draft.set(`sessions/${id}/delivered-minutes`, delivered);
      if (otherHeldDelivery !== undefined)
        this.#draft.set(`sessions/${id}/delivery-note`, otherHeldDelivery.note);
    }
  }

  #writeSheets(testPhase: 'before' | 'after'): void {
    const { document } = this.#draft;
    const { newId } = this.#seed;
    this.#draft.write(
      testSheetWrites(bankOfWorkshop(document), readWorkshopTest(document), testPhase, newId),
    );
  }

  #writeEntries(): void {
    const draft = this.#draft;
    for (const { session, type, text, institutionType, about, tags, owner, dueAfter } of this.#held.entries) {
      const id = this.#seed.newId();
      const of = this.#sessionAt(session);
      draft.write(createSessionEntry(readSessionEntries(draft.document), id, { session: of, type, text }));
      draft.set(`entries/${id}/institution-type`, institutionType);
      draft.set(`entries/${id}/tags`, tags);
      draft.set(`entries/${id}/about`, about);
      if (owner !== undefined) draft.set(`entries/${id}/owner`, owner);
      if (dueAfter !== undefined)
        draft.set(`entries/${id}/due`, dayFromNow(this.#seed, this.#workshop.toDay + dueAfter));
    }
  }

  /** Make plan items of agreed actions, and link them. Returns the writes of the plan. */
  #planActions(): readonly DemoWrite[] {
    const plan = new DemoDraft(this.#seed.plan, actionPlanKind, this.#seed.device);
    plan.set('title', this.#seed.missionTitle);
    plan.set('mission', this.#seed.mission);
    const planned = new Set(this.#held.entries.flatMap(({ isPlanned, text }) => (isPlanned ? [text] : [])));
    for (const entry of readSessionEntries(this.#draft.document)) {
      if (!planned.has(entry.text)) continue;
      const item = this.#seed.newId();
      plan.write(createPlanItemFromAction(readPlanItems(plan.document), item, entry));
      this.#draft.set(`entries/${entry.id}/plan-item`, { doc: this.#seed.plan, item });
    }
    return plan.takeWrites();
  }

  #writeLessons(): void {
    const draft = this.#draft;
    for (const { status, recommendation, ...parts } of this.#held.lessons) {
      const id = this.#seed.newId();
      draft.write(createLesson(readLessons(draft.document), id, recommendation));
      for (const [part, value] of Object.entries(parts)) draft.set(`lessons/${id}/${part}`, value);
      const lesson = readLessons(draft.document).find((one) => one.id === id);
      if (lesson !== undefined && status !== lesson.status)
        draft.write(unwrapDecision(decideLessonStatus(lesson, status, [demoTrainer.role])));
    }
  }

  #sessions() {
    return withoutPauses(readWorkshopSessions(this.#draft.document));
  }

  #sessionAt(number: number): string {
    return sessionAt(this.#draft, number);
  }
}

/** Id of the session at this place of the agenda, without breaks. */
function sessionAt(draft: DemoDraft, number: number): string {
  const session = withoutPauses(readWorkshopSessions(draft.document))[number - 1];
  if (session === undefined) throw new Error('The agenda does not have that session');
  return session.id;
}

function writeNotes(draft: DemoDraft, { notes }: DemoWorkshop, deviceId: DeviceId): void {
  for (const { session, paragraphs } of notes)
    draft.writeText(
      pathOf('sessions', sessionAt(draft, session), 'notes'),
      encodeRichText(paragraphs, deviceId),
    );
}

/** Encode paragraphs as the editor of session notes stores them. */
function encodeRichText(paragraphs: readonly string[], deviceId: DeviceId): string {
  const document = new Y.Doc();
  document.clientID = createClientId(deviceId, document.clientID, () => false);
  const root = document.getXmlFragment('default');
  for (const words of paragraphs) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    root.insert(root.length, [paragraph]);
  }
  return Buffer.from(Y.encodeStateAsUpdate(document)).toString('base64');
}

/** Numbers of the answers 1 to 5 and "not applicable" to each statement, of 27 sheets. */
const evaluationAnswers: Readonly<Record<string, readonly [number, number, number, number, number, number]>> =
  {
    '1': [0, 1, 3, 12, 11, 0],
    '2': [0, 0, 4, 13, 10, 0],
    '3': [0, 2, 6, 12, 7, 0],
    '4': [0, 0, 1, 9, 17, 0],
    '5': [1, 4, 7, 9, 6, 0],
    '6': [0, 2, 5, 12, 8, 0],
    '7': [0, 1, 3, 13, 10, 0],
    '8': [0, 2, 7, 11, 6, 1],
    '9': [2, 4, 5, 9, 7, 0],
    '10': [0, 0, 3, 10, 14, 0],
    '11': [0, 1, 4, 14, 8, 0],
    '12': [1, 3, 8, 10, 4, 1],
    '13': [0, 0, 2, 8, 17, 0],
    '14': [0, 0, 3, 11, 13, 0],
  };

/** Open answers after their review. */
const openAnswers: readonly {
  readonly question: keyof QuestionnaireSheet['texts'];
  readonly text: string;
}[] = [
  {
    question: 'useful',
    text: 'Comparing our ratings with those of the prosecution, with the evidence on the table.',
  },
  { question: 'useful', text: 'The checklist of safeguards; it fits on one page.' },
  { question: 'change', text: 'More time for the exercises, fewer slides after lunch.' },
  { question: 'change', text: 'Send the indicators before the workshop.' },
  { question: 'step', text: 'I will write the reason for a measure on the form itself.' },
  { question: 'obstacles', text: 'Nobody has been given the time to keep the register.' },
];

/** Sums of the sheets of one laptop, and the open answers after their review. */
function evaluationWrites(device: string, newId: () => string): readonly PathValue[] {
  const answerKeys = ['1', '2', '3', '4', '5', 'na'];
  const given = Object.entries(evaluationAnswers).map(([item, counts]) => ({
    item,
    answers: counts.flatMap((count, at) => Array<string>(count).fill(answerKeys[at] ?? 'na')),
  }));
  const sheets = Array.from({ length: given[0]?.answers.length ?? 0 }, (_, person) => ({
    answers: Object.fromEntries(given.map(({ item, answers }) => [item, answers[person] ?? 'na'])),
  }));
  return [
    { path: pathOf(countsPaths.evaluation, device), value: { ...countsToSend(sheets, null) } },
    ...openAnswers.map(({ question, text }) => ({
      path: pathOf('reviewed-texts', newId()),
      value: { kind: 'evaluation', question, text },
    })),
  ];
}
