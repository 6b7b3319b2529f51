import type { Document } from '#domain/document/document.ts';
import { PlanItemStatus, readPlanItems } from '#domain/plan/action-plan.ts';
import { findDuplications } from '#domain/plan/plan-duplications.ts';
import { endedPlanStatuses, slippageDaysOf } from '#domain/plan/plan-figures.ts';
import { findOverlaps } from '#domain/plan/plan-overlaps.ts';
import { choosePlanItems, standingOf, summarizeByLead } from '#domain/plan/plan-table.ts';
import type { Report } from '#domain/report/report.ts';
import { undecidedStatuses } from '#domain/request/request.ts';
import { planSheetOf } from '#renderer/console/features/plan/plan-rows.ts';
import { dueRowsOf } from '#renderer/field/features/missions/today-rows.ts';
import {
  createLanguageFormat,
  createMessageTranslator,
  createTranslate,
  type PlainMessageKey,
} from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { writeDigest } from '#server/mail/mail-queue.ts';
import { rowOf, sectionOf } from '#tests/support/builders/a-report.ts';
import { columnOf, countWhere, onlyState, type SharedFigure, sum } from './figure-readers.ts';
import type { ShownSurfaces } from './shown-surfaces.ts';

const factOfColumn = (report: Report, section: string, id: string, column: string): number =>
  Number(rowOf(sectionOf(report, section), id)[column]);

const planOf = ({ documents }: ShownSurfaces): Document | undefined =>
  documents.find(({ kind }) => kind === 'action-plan');

const planRowsOf = ({ console: { plan }, today }: ShownSurfaces) =>
  plan.items.map((listedItem) => ({
    item: listedItem,
    country: 'XA',
    state: '',
    mission: '',
    lateDays: slippageDaysOf(listedItem, today),
  }));

const english = createTranslate(createMessageTranslator(messageSetByLanguage.en), 'ltr');

/** Numbers of a column of the file of the plan. */
const planSheetColumn = (shownSurfaces: ShownSurfaces, messageKey: PlainMessageKey): readonly number[] => {
  const [head = [], ...rows] = planSheetOf(planRowsOf(shownSurfaces), english, createLanguageFormat('en'));
  return rows.map((row) => Number(row[head.indexOf(english(messageKey))]) || 0);
};

const overlapsOf = ({ console: { plan } }: ShownSurfaces) => findOverlaps(plan.items, () => 'XA');

const planView = (
  shownSurfaces: ShownSurfaces,
  view: 'late' | 'due' | 'proposed' | 'over' | 'onTime',
): number =>
  choosePlanItems(
    shownSurfaces.console.plan.items,
    { view, country: '', lead: '', funding: '', status: '', pair: [] },
    { countryOf: () => 'XA', overlapping: overlapsOf(shownSurfaces).items, today: shownSurfaces.today },
  ).length;

const laptopReminders = ({ laptop, today }: ShownSurfaces) =>
  dueRowsOf(laptop.waiting, today, () => ['lead'], laptopNames).map(({ work }) => work);

const laptopNames = { nameOf: () => '', keyOf: () => '', countryOf: () => 'XA' };

/** Reminders of records of missions; those of requests are at the desk alone. */
const deskReminders = ({ console: { due } }: ShownSurfaces) =>
  due.due.filter(({ kind }) => !kind.startsWith('request-'));

const digestOf = ({ console: { due } }: ShownSurfaces): string =>
  writeDigest('en', { name: '', address: null }, due.due)?.text ?? '';

const numberBefore = (text: string, words: RegExp): number => Number(words.exec(text)?.[1] ?? 0);

const labour = (shownSurfaces: ShownSurfaces): Report => shownSurfaces.report('R5');

const openPlanStatuses = PlanItemStatus.options.filter((status) => !endedPlanStatuses.has(status));

const leadLines = (report: Report) => {
  const { figure } = sectionOf(report, 'F2');
  if (figure?.kind !== 'status-by-lead') throw new Error('F2 of R5 shows the statuses by lead');
  return figure.lines;
};

export const planFigures: readonly SharedFigure[] = [
  {
    figure: 'items of the plan',
    value: 10,
    surfaces: {
      'mission on the laptop, and record of the plan': (all) => readPlanItems(planOf(all)).length,
      plan: ({ console: { plan } }) => plan.items.length,
      'State, plan': ({ console: { state } }) => state.plan.length,
      R5: (all) => sectionOf(labour(all), 'T1').table.rows.length,
      'R5, areas': (all) => factOfColumn(labour(all), 'T2', 'total', 'total'),
    },
  },
  {
    figure: 'plan items that are late',
    value: 3,
    surfaces: {
      'plan, view': (all) => planView(all, 'late'),
      'plan, by lead': ({ console: { plan }, today }) =>
        sum(summarizeByLead(plan.items, today).map(({ late }) => late)),
      'plan, board': ({ console: { plan }, today }) =>
        countWhere(plan.items, (item) => standingOf(item, today) === 'late'),
      'plan, file': (all) => countWhere(planSheetColumn(all, 'report.column.slippage'), (days) => days > 0),
      'States, row': (all) => onlyState(all).items.late,
      'States, by lead': ({ console: { states } }) =>
        sum(states.attention.lateByLead.map(({ late }) => late)),
      'States, items': ({ console: { states } }) => states.attention.lateItems.length,
      'State, plan': ({ console: { state } }) => countWhere(state.plan, ({ lateDays }) => lateDays > 0),
      'record of the plan': (all) =>
        countWhere(readPlanItems(planOf(all)), (item) => slippageDaysOf(item, all.today) > 0),
      R5: (all) => countWhere(columnOf(labour(all), 'T1', 'slippage'), (days) => days > 0),
      reminders: (all) =>
        countWhere(deskReminders(all), ({ kind, isLate }) => kind === 'plan-item' && isLate),
      'home of the laptop': (all) =>
        countWhere(laptopReminders(all), ({ kind, isLate }) => kind === 'plan-item' && isLate),
    },
  },
  {
    figure: 'days that all late items are late',
    value: 137,
    surfaces: {
      'plan, file': (all) => sum(planSheetColumn(all, 'report.column.slippage')),
      'States, items': ({ console: { states } }) =>
        sum(states.attention.lateItems.map(({ lateDays }) => lateDays)),
      'State, plan': ({ console: { state } }) => sum(state.plan.map(({ lateDays }) => lateDays)),
      R5: (all) => sum(columnOf(labour(all), 'T1', 'slippage')),
    },
  },
  {
    figure: 'plan items that are open',
    value: 9,
    surfaces: {
      'plan, by lead': ({ console: { plan }, today }) =>
        sum(summarizeByLead(plan.items, today).map(({ all, over }) => all - over)),
      'States, row': (all) => onlyState(all).items.open,
      'States, by lead': ({ console: { states } }) =>
        sum(states.attention.lateByLead.map(({ open }) => open)),
      'R5, by lead': (all) =>
        sum(
          leadLines(labour(all)).map(({ counts }) => sum(openPlanStatuses.map((status) => counts[status]))),
        ),
    },
  },
  {
    figure: 'leads of the plan, however each is written',
    value: 3,
    surfaces: {
      plan: ({ console: { plan }, today }) => summarizeByLead(plan.items, today).length,
      States: ({ console: { states } }) => states.attention.lateByLead.length,
      'R5, picture': (all) => leadLines(labour(all)).length,
      'R5, areas': (all) => columnOf(labour(all), 'T2', 'total').length - 1,
    },
  },
  {
    figure: 'items that end within 60 days',
    value: 2,
    surfaces: {
      'plan, view': (all) => planView(all, 'due'),
      R5: (all) =>
        countWhere(
          sectionOf(labour(all), 'T4').table.rows,
          ({ id }) => rowOf(sectionOf(labour(all), 'T4'), id)['milestone'] === 'report.milestone.end',
        ),
      reminders: (all) =>
        countWhere(deskReminders(all), ({ kind, isLate }) => kind === 'plan-item' && !isLate),
      'home of the laptop': (all) =>
        countWhere(laptopReminders(all), ({ kind, isLate }) => kind === 'plan-item' && !isLate),
    },
  },
  {
    figure: 'milestones within 60 days',
    value: 2,
    surfaces: {
      R5: (all) =>
        countWhere(
          sectionOf(labour(all), 'T4').table.rows,
          ({ id }) => rowOf(sectionOf(labour(all), 'T4'), id)['milestone'] !== 'report.milestone.end',
        ),
      reminders: (all) =>
        countWhere(deskReminders(all), ({ kind, isLate }) => kind === 'milestone' && !isLate),
      'home of the laptop': (all) =>
        countWhere(laptopReminders(all), ({ kind, isLate }) => kind === 'milestone' && !isLate),
    },
  },
  {
    figure: 'pairs of items that may be the same work twice',
    value: 3,
    surfaces: {
      plan: (all) => countWhere(overlapsOf(all).open, ({ kind }) => kind === 'twice'),
      'mission on the laptop': (all) => findDuplications(readPlanItems(planOf(all))).count,
      R5: (all) =>
        countWhere(
          sectionOf(labour(all), 'T3').table.rows,
          ({ id }) => rowOf(sectionOf(labour(all), 'T3'), id)['kind'] === 'report.overlap.twice',
        ),
    },
  },
];

export const reminderFigures: readonly SharedFigure[] = [
  {
    figure: 'reminders of records',
    value: 8,
    surfaces: {
      'Programme page': (all) => deskReminders(all).length,
      'home of the laptop': (all) => laptopReminders(all).length,
    },
  },
  {
    figure: 'all reminders of a manager',
    value: 10,
    surfaces: {
      'Programme page': ({ console: { due } }) => due.all,
      rail: ({ console: { missions } }) => missions.waiting?.reminders ?? 0,
      'daily e-mail': (all) =>
        sum(
          [...digestOf(all).matchAll(/^- (\d+|One)/gm)].map(([, count]) =>
            count === 'One' ? 1 : Number(count),
          ),
        ),
    },
  },
  {
    figure: 'late work of a manager',
    value: 6,
    surfaces: {
      'Programme page': ({ console: { due } }) => countWhere(due.due, ({ isLate }) => isLate),
      'daily e-mail': (all) => numberBefore(digestOf(all), /(\d+) of them are late/),
    },
  },
  {
    figure: 'requests before their decision',
    value: 2,
    surfaces: {
      rail: ({ console: { missions } }) => missions.waiting?.requests ?? 0,
      'register of requests': ({ console: { requests } }) =>
        countWhere(requests, ({ status }) =>
          undecidedStatuses.some((requestStatus) => requestStatus === status),
        ),
    },
  },
];
