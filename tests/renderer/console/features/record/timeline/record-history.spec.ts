import { describe, expect, test } from 'vitest';
import { createSampleDocument, type SampleWrite } from '#renderer/console/features/record/sample-document.ts';
import {
  arrivalsBelowPath,
  groupChangesByMoment,
  readRecordHistory,
} from '#renderer/console/features/record/timeline/record-history.ts';
import { fieldLaptop, sampleLead, secondLaptop } from '#renderer/console/stories/sample-people.ts';

const noonMs = Date.UTC(2026, 10, 12, 12);
const aWrite = (
  place: number,
  path: string,
  value: SampleWrite['value'],
  more: Partial<SampleWrite> = {},
) => ({
  device: fieldLaptop,
  atMs: noonMs + place * 600_000,
  place,
  path,
  value,
  ...more,
});
const historyOf = (...sampleWrites: readonly SampleWrite[]) =>
  readRecordHistory(createSampleDocument('assessment', sampleWrites).ops);

describe('the history of a record', () => {
  test('gives person, time, device and place, and groups the changes of one pack', () => {
    const [latestPackArrival, firstPackArrival] = historyOf(
      aWrite(3, 'title', 'Court'),
      aWrite(3, 'status', 'draft'),
      aWrite(5, 'status', 'fieldwork', { device: secondLaptop }),
    );
    expect(latestPackArrival).toMatchObject({
      place: 5,
      device: secondLaptop,
      changes: [{ path: 'status', now: 'fieldwork' }],
    });
    expect(firstPackArrival).toMatchObject({
      place: 3,
      device: fieldLaptop,
      authorName: sampleLead.name,
      receivedAtMs: noonMs + 3 * 600_000 + 600_000,
      changes: [{ path: 'status' }, { path: 'title' }],
    });
  });

  test('lists the previous values: none, one, or all that a decision replaced', () => {
    const [decided, , changedPackArrival, firstPackArrival] = historyOf(
      aWrite(1, 'answers/D1.1/level', 2),
      aWrite(2, 'answers/D1.1/level', 3),
      aWrite(3, 'answers/D1.1/level', 4, { device: secondLaptop, isBlind: true }),
      aWrite(4, 'answers/D1.1/level', 5),
    );
    const before = (packArrival: typeof firstPackArrival) =>
      packArrival?.changes[0]?.before.map((formerValue) => 'value' in formerValue && formerValue.value);
    expect(before(firstPackArrival)).toEqual([]);
    expect(before(changedPackArrival)).toEqual([2]);
    expect(before(decided)).toEqual([3, 4]);
  });

  test('says so where the older change was not fetched', () => {
    const { ops } = createSampleDocument('assessment', [aWrite(1, 'title', 'A'), aWrite(2, 'title', 'B')]);
    const [onlyPackArrival] = readRecordHistory(ops.slice(0, 1));
    expect(onlyPackArrival?.changes[0]?.before).toMatchObject([{ kind: 'notLoaded' }]);
  });

  test('[E8] shows that a value was erased, at its place and where it was replaced', () => {
    const { ops } = createSampleDocument('assessment', [aWrite(1, 'title', 'A'), aWrite(2, 'title', 'B')]);
    const erasedHistoryOps = ops.map((historyOp) =>
      historyOp.place === 1 ? { ...historyOp, value: null, erased: true as const } : historyOp,
    );
    const [latestPackArrival, firstPackArrival] = readRecordHistory(erasedHistoryOps);
    expect(firstPackArrival?.changes).toMatchObject([{ now: null, isErased: true }]);
    expect(latestPackArrival?.changes).toMatchObject([
      { now: 'B', isErased: false, before: [{ kind: 'erased' }] },
    ]);
  });

  test('leaves out "rated" where the level says it, and only there', () => {
    const [both] = historyOf(aWrite(1, 'answers/D1.1/state', 'rated'), aWrite(1, 'answers/D1.1/level', 2));
    expect(both?.changes.map(({ path }) => path)).toEqual(['answers/D1.1/level']);

    const [rated] = historyOf(
      aWrite(1, 'answers/D1.1/state', 'na'),
      aWrite(2, 'answers/D1.1/state', 'rated'),
      aWrite(2, 'answers/D1.1/level', 2),
    );
    expect(rated?.changes.map(({ path }) => path)).toEqual(['answers/D1.1/level', 'answers/D1.1/state']);
  });

  test('[J4] marks the writes of a laptop with a wrong clock', () => {
    const { ops } = createSampleDocument('assessment', [aWrite(1, 'title', 'A')]);
    const years = ops.map((historyOp) => ({
      ...historyOp,
      stamp: [historyOp.stamp[0] + 3 * 365 * 86_400_000, 0] as const,
    }));
    expect(readRecordHistory(years)[0]?.changes[0]?.isClockAhead).toBe(true);
    expect(readRecordHistory(ops)[0]?.changes[0]?.isClockAhead).toBe(false);
  });

  test('of one question holds its own changes and not those of D1.10', () => {
    const history = historyOf(aWrite(1, 'answers/D1.1/level', 2), aWrite(2, 'answers/D1.10/level', 3));
    expect(arrivalsBelowPath(history, 'answers/D1.1/').map(({ place }) => place)).toEqual([1]);
  });

  test('groups changes about one subject made close in time, in the order of writing', () => {
    const [packArrival] = historyOf(
      aWrite(1, 'answers/D1.1/level', 2, { atMs: noonMs }),
      aWrite(1, 'answers/D1.1/rationale', 'Seen.', { atMs: noonMs + 5_000 }),
      aWrite(1, 'answers/D1.2/level', 3, { atMs: noonMs + 9_000 }),
      aWrite(1, 'answers/D1.2/rationale', 'Heard.', { atMs: noonMs + 900_000 }),
    );
    const changeMoments = groupChangesByMoment(
      packArrival?.changes ?? [],
      ({ path }) => path.split('/')[1] ?? '',
    );
    expect(changeMoments.map(({ changes }) => changes.map(({ path }) => path))).toEqual([
      ['answers/D1.2/rationale'],
      ['answers/D1.2/level'],
      ['answers/D1.1/level', 'answers/D1.1/rationale'],
    ]);
  });
});
