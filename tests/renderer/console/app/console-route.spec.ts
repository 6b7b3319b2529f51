import { describe, expect, test } from 'vitest';
import { DocumentId, LogId } from '#domain/ids.ts';
import {
  type ConsoleRoute,
  consoleAddressOf,
  parseConsoleAddress,
  unfilteredRecordList,
} from '#renderer/console/app/console-route.ts';
import { unfilteredOverviews } from '#renderer/console/parts/list-query.ts';

const log = LogId.parse('11111111-1111-7111-8111-111111111111');
const doc = DocumentId.parse('44444444-4444-7444-8444-444444444444');

describe('an address of the console', () => {
  test.each<ConsoleRoute>([
    { screen: 'missions' },
    { screen: 'devices' },
    { screen: 'review' },
    { screen: 'states', list: unfilteredOverviews },
    { screen: 'states', list: { ...unfilteredOverviews, region: 'asia', lead: 'INTERPOL & others' } },
    {
      screen: 'state',
      country: 'UY',
      list: { ...unfilteredOverviews, type: 'POL', period: '12', basis: 'review' },
    },
    { screen: 'records', log, list: unfilteredRecordList },
    { screen: 'reports', log, begins: null },
    { screen: 'reports', log, begins: { code: 'R6', about: doc } },
    {
      screen: 'records',
      log,
      list: {
        ...unfilteredRecordList,
        find: 'court & police',
        kind: 'assessment',
        needs: 'held',
        sort: 'title',
        order: 'ascending',
      },
    },
    { screen: 'record', log, doc, part: '' },
    { screen: 'record', log, doc, part: 'D5' },
  ])('leads back to the place it was made from: $screen', (consoleRoute) => {
    expect(parseConsoleAddress(consoleAddressOf(consoleRoute))).toEqual(consoleRoute);
  });

  test('of a list that leaves nothing out says nothing about filters', () => {
    expect(consoleAddressOf({ screen: 'records', log, list: unfilteredRecordList })).toBe(
      `#/missions/${log}`,
    );
  });

  test.each(['', '#/', '#/nowhere', '#/missions/not-an-id', '#fb-main'])(
    '%j leads to the missions',
    (address) => {
      expect(parseConsoleAddress(address)).toEqual({ screen: 'missions' });
    },
  );

  test('with a filter that nobody knows is read as far as it is understood', () => {
    expect(parseConsoleAddress(`#/missions/${log}?needs=everything&find=court&sort=colour`)).toEqual({
      screen: 'records',
      log,
      list: { ...unfilteredRecordList, find: 'court' },
    });
  });

  test('of a report that nobody knows leads to the reports of its mission', () => {
    const begins = null;
    expect(parseConsoleAddress(`#/missions/${log}/reports/R99/${doc}`)).toEqual({
      screen: 'reports',
      log,
      begins,
    });
    expect(parseConsoleAddress(`#/missions/${log}/reports/R6/x`)).toEqual({ screen: 'reports', log, begins });
  });

  test('with a broken escape still leads to the record', () => {
    expect(parseConsoleAddress(`#/missions/${log}/${doc}/%E0%A4%A`)).toEqual({
      screen: 'record',
      log,
      doc,
      part: '',
    });
  });
});
