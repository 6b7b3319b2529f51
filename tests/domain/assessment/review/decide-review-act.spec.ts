import { describe, expect, test } from 'vitest';
import { ok } from '#base/result.ts';
import { reviewFactsOf } from '#domain/assessment/assessment-summary.ts';
import { fieldRemarksAbout } from '#domain/assessment/read-answer.ts';
import { decideReviewAct, reviewObstaclesTo } from '#domain/assessment/review/decide-review-act.ts';
import { readAssessmentReview } from '#domain/assessment/review/review.ts';
import { contentHashForAct, ReviewAct, ratingsContentHash } from '#domain/assessment/review/review-act.ts';
import { type Document, dotsAt, valueAt } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/op.ts';
import { admitOp } from '#domain/kinds/admit-op.ts';
import { mayWriteAt } from '#domain/kinds/permit.ts';
import { Role } from '#domain/people/role.ts';
import { after, otherDevice } from '#tests/support/builders/an-assessment.ts';
import { aDevice, aPerson } from '#tests/support/builders/sample-ids.ts';
import {
  above,
  acted,
  facts,
  finalize,
  handedIn,
  letStand,
  nextNumber,
  refusalOf,
  share,
  sign,
  withdraw,
} from './a-review.ts';

const [p1, p2, c1] = ['1', '2', '3'].map((digit) => `018f0000-0000-4000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
];

const point = (id = p1) => ({ act: 'addPoint', point: id, about: 'D1.1', text: 'Which document?' });
const sealPoint = (id = p1) => ({ ...point(id), act: 'sealPoint', text: 'The guards of the unit' });

describe('[E] how a remark is handled', () => {
  const commented = handedIn({ [`comments/${c1}/about`]: 'D7.1', [`comments/${c1}/text`]: 'Ask again' });
  const markComment = { act: 'markRemark', remark: c1, mark: 'SC' };

  test('is confidential until the adviser marks it strictly confidential; a field remark can be unmarked', () => {
    const markIn = (document: Document) => fieldRemarksAbout(document, 'D7.1')[0]?.mark;
    expect(markIn(commented)).toBe('C');
    const marked = acted(commented, markComment);
    expect(markIn(marked)).toBe('SC');
    expect(markIn(acted(marked, { ...markComment, mark: 'C' }))).toBe('C');
  });

  test('is chosen when a comment is written; a strictly confidential text stays outside the record', () => {
    const document = acted(handedIn(), sealPoint());
    expect(readAssessmentReview(document).points).toMatchObject([
      { id: p1, about: 'D1.1', text: null, mark: 'SC', round: 1, settled: false },
    ]);
    expect(readAssessmentReview(document).points[0]?.written).not.toBeNull();
    expect(JSON.stringify(document)).not.toContain('guards');
  });

  test('leaves a comment readable that was marked after its text entered the record', () => {
    const asked = acted(handedIn(), point());
    const marked = after(asked, {
      by: otherDevice,
      n: nextNumber(asked),
      path: `review/points/${p1}/mark`,
      value: 'SC',
    });
    expect(readAssessmentReview(marked).points).toMatchObject([{ text: 'Which document?', mark: 'SC' }]);
  });

  test('treats a strictly confidential comment as any other: it is returned, closed, and blocks approval', () => {
    const document = acted(handedIn(), sealPoint());
    expect(refusalOf(document, finalize)).toEqual({ kind: 'pointsOpen', count: 1 });
    const settled = acted(document, { act: 'settlePoint', point: p1, settled: true });
    expect(readAssessmentReview(settled).points).toMatchObject([{ text: null, settled: true }]);
    expect(decideReviewAct(document, ReviewAct.parse(sealPoint()), facts)).toEqual(ok([]));
  });

  test('is marked by the adviser alone; a mark of a reviewer or author is held', () => {
    const document = acted(commented, point());
    const writers = Role.options.filter((role) =>
      [sealPoint(p2), markComment].every((said) => {
        const writes = decideReviewAct(document, ReviewAct.parse(said), facts);
        return writes.ok && writes.value.every(({ path }) => mayWriteAt([role], document, path));
      }),
    );
    expect(writers).toEqual(['adviser']);
  });

  test('is not set on an unknown remark or in a final assessment', () => {
    expect(refusalOf(handedIn(), markComment)).toEqual({ kind: 'commentUnknown' });
    expect(refusalOf(handedIn({ status: 'final' }), markComment)).toEqual({ kind: 'recordLocked' });
    expect(refusalOf(handedIn({ status: 'final' }), sealPoint())).toEqual({ kind: 'recordLocked' });
  });
});

describe('a point', () => {
  test('is of the next return, and can be settled and opened again', () => {
    const document = acted(handedIn(), point());
    expect(valueAt(document, `review/points/${p1}/round`)).toBe(1);
    expect(valueAt(document, `review/points/${p1}/settled`)).toBe(false);
    const settled = acted(document, { act: 'settlePoint', point: p1, settled: true });
    expect(valueAt(settled, `review/points/${p1}/settled`)).toBe(true);
    const second = acted(acted(document, { act: 'return', reason: '' }), point(p2));
    expect(valueAt(second, `review/points/${p2}/round`)).toBe(2);
  });

  test('that is asked for a second time, since the first answer was lost, stays one', () => {
    expect(decideReviewAct(acted(handedIn(), point()), ReviewAct.parse(point()), facts)).toEqual(ok([]));
  });

  test('that does not exist cannot be closed, and a final assessment takes no new one', () => {
    expect(refusalOf(handedIn(), { act: 'settlePoint', point: p1, settled: true })).toEqual({
      kind: 'pointUnknown',
    });
    expect(refusalOf(handedIn({ status: 'final' }), point())).toEqual({ kind: 'recordLocked' });
  });

  test('can be edited until it is sent with a return', () => {
    const edit = { act: 'editPoint', point: p1, text: 'Which document, and of which year?' } as const;
    const edited = acted(acted(handedIn(), point()), edit);
    expect(valueAt(edited, `review/points/${p1}/text`)).toBe(edit.text);
    expect(refusalOf(acted(edited, { act: 'return', reason: '' }), edit)).toMatchObject({
      kind: 'pointSent',
    });
    expect(refusalOf(handedIn(), edit)).toEqual({ kind: 'pointUnknown' });
  });

  test('that is strictly confidential cannot be edited: its words are kept elsewhere', () => {
    const sealedDocument = acted(handedIn(), { ...point(), act: 'sealPoint' });
    expect(refusalOf(sealedDocument, { act: 'editPoint', point: p1, text: 'Other' })).toEqual({
      kind: 'pointSent',
    });
  });

  test('needs a text', () => {
    expect(ReviewAct.safeParse({ ...point(), text: '  ' }).success).toBe(false);
  });
});

describe('a return', () => {
  test('brings the assessment back to consolidated, in a new round, and takes an approval back', () => {
    const document = acted(acted(handedIn({ 'review/approval': { note: 'Good' } }), point()), {
      act: 'return',
      reason: 'Three sources are missing',
    });
    expect(valueAt(document, 'status')).toBe('consolidated');
    expect(valueAt(document, 'review/returns/1')).toEqual({ reason: 'Three sources are missing' });
    expect(valueAt(document, 'review/approval')).toBeNull();
  });

  test('without a comment or a reason is refused', () => {
    expect(refusalOf(handedIn(), { act: 'return', reason: ' ' })).toEqual({ kind: 'nothingToMend' });
  });

  test('is possible only while the assessment is at headquarters', () => {
    expect(refusalOf(handedIn({ status: 'fieldwork' }), { act: 'return', reason: 'x' })).toEqual({
      kind: 'notAtThisStep',
      status: 'fieldwork',
    });
  });

  test('over two states that two people gave leaves one', () => {
    const document = after(handedIn(), {
      by: otherDevice,
      n: 1,
      path: 'status',
      value: 'fieldwork',
      over: [],
    });
    expect(dotsAt(document, 'status')).toHaveLength(2);
    expect(dotsAt(acted(document, { act: 'return', reason: 'Once more' }), 'status')).toHaveLength(1);
  });
});

describe('sharing with the State', () => {
  test('sets the day, and the last day for comments 30 days later', () => {
    const document = acted(handedIn(), share);
    expect(valueAt(document, 'status')).toBe('shared');
    expect(valueAt(document, 'periods/shared-on')).toBe('2026-11-26');
    expect(valueAt(document, 'periods/comments-until')).toBe('2026-12-26');
    expect(valueAt(document, 'review/approval')).toEqual({ note: '' });
  });

  test('is refused while a point is open, an answer contested, or by who rated', () => {
    const contested = after(acted(handedIn(), point()), {
      by: otherDevice,
      n: 1,
      path: 'answers/D1.1/level',
      value: 5,
      over: [],
    });
    expect(reviewObstaclesTo(contested, ReviewAct.parse(share), { ...facts, hasRated: true })).toEqual([
      { kind: 'sameAsRater' },
      { kind: 'pointsOpen', count: 1 },
      { kind: 'conflictsOpen', count: 1 },
    ]);
  });

  test('is only done by who asked whether it does harm (E10)', () => {
    expect(ReviewAct.safeParse({ ...share, harm: 'some' }).success).toBe(false);
  });

  const commented = acted(acted(handedIn(), share), {
    act: 'recordComment',
    comment: c1,
    about: 'D1.1',
    from: 'Ministry of the Interior',
    on: '2026-12-01',
    text: 'The procedure is from 2025.',
    response: '',
  });

  test('ends with comments that all have a response', () => {
    expect(refusalOf(commented, { act: 'addressComments' })).toEqual({
      kind: 'commentsUnanswered',
      count: 1,
    });
    const answered = acted(commented, { act: 'answerComment', comment: c1, response: 'Corrected.' });
    expect(valueAt(acted(answered, { act: 'addressComments' }), 'status')).toBe('comments-addressed');
  });

  test('keeps it from being final until the last day is over', () => {
    const signedDocument = acted(acted(handedIn(), sign), share);
    const running = { kind: 'commentsRunning', until: '2026-12-26' };
    expect(refusalOf(signedDocument, finalize, { today: '2026-12-26' })).toEqual(running);
    expect(refusalOf(signedDocument, finalize, { today: '2026-12-27' })).toBeNull();
  });
});

describe('a final assessment', () => {
  test('is approved, locked, and has the days of the progress note and of the follow-up', () => {
    const document = acted(acted(handedIn(), sign), { ...finalize, note: 'Sound' });
    expect(
      [
        'status',
        'review/approval',
        'periods/final-on',
        'periods/progress-note-due',
        'periods/follow-up-from',
      ].map((path) => valueAt(document, path)),
    ).toEqual(['final', { note: 'Sound' }, '2026-11-26', '2027-05-26', '2027-08-26']);
  });

  test('needs an adviser’s signature', () => {
    expect(refusalOf(handedIn(), finalize)).toEqual({ kind: 'signOffMissing' });
    const withheld = acted(handedIn(), { act: 'signOff', decision: 'withheld', note: 'D7.1 has no source' });
    expect(refusalOf(withheld, finalize)).toEqual({ kind: 'signOffWithheld' });
  });

  test('needs a new signature when an answer changed after the first', () => {
    const signedDocument = acted(handedIn(), sign);
    const changedDocument = after(signedDocument, {
      n: nextNumber(signedDocument),
      path: 'answers/D7.1/level',
      value: 1,
    });
    expect(refusalOf(changedDocument, finalize)).toEqual({ kind: 'signOffOutdated' });
    expect(reviewFactsOf(changedDocument)?.signOff).toBe('outdated');
    expect(refusalOf(acted(changedDocument, sign), finalize)).toBeNull();
  });

  test('keeps the signature when only remarks came in', () => {
    const signedDocument = acted(handedIn(), sign);
    const remarked = after(signedDocument, {
      n: nextNumber(signedDocument),
      path: 'comments/c1/text',
      value: 'Thanks',
    });
    expect(refusalOf(remarked, finalize)).toBeNull();
  });

  test('is not made final with a point open, sent or not', () => {
    expect(refusalOf(acted(acted(handedIn(), sign), point()), finalize)).toEqual({
      kind: 'pointsOpen',
      count: 1,
    });
  });

  test('[A3] is not approved by who rated in it, nor signed by them', () => {
    const rated = { hasRated: true };
    expect(refusalOf(acted(handedIn(), sign), finalize, rated)).toEqual({ kind: 'sameAsRater' });
    expect(refusalOf(handedIn(), sign, rated)).toEqual({ kind: 'sameAsRater' });
  });

  test('is superseded with a reason, and its dates are closed one by one', () => {
    const final = acted(acted(handedIn(), sign), finalize);
    const superseded = acted(final, { act: 'supersede', reason: 'The mandate changed' });
    expect(valueAt(superseded, 'status')).toBe('superseded');
    expect(valueAt(superseded, 'review/superseded')).toEqual({ reason: 'The mandate changed' });
    expect(refusalOf(final, { act: 'supersede', reason: 'x' }, { hasSuccessor: false })).toEqual({
      kind: 'successorMissing',
    });
    const closed = acted(final, { act: 'closePeriod', period: 'progress-note-due' });
    expect(reviewFactsOf(closed)).toMatchObject({ progressNoteDue: null, followUpFrom: '2027-08-26' });
    expect(refusalOf(handedIn(), { act: 'supersede', reason: 'x' })).toEqual({
      kind: 'notAtThisStep',
      status: 'quality-review',
    });
  });
});

test('withholding the signature requires a reason', () => {
  expect(refusalOf(handedIn(), { act: 'signOff', decision: 'withheld', note: '' })).toEqual({
    kind: 'reasonMissing',
  });
});

describe('the content hash of a review act', () => {
  test('covers the record for a step, comment and reply for a comment, nothing for remarks', () => {
    const previousDocument = acted(handedIn(), point());
    const rated = after(previousDocument, {
      n: nextNumber(previousDocument),
      path: 'answers/D1.1/level',
      value: 5,
    });
    const replied = after(previousDocument, {
      n: nextNumber(previousDocument),
      path: `review/replies/${p1}/mended`,
      value: true,
    });
    const sees = (document: Document, said: object) => contentHashForAct(document, ReviewAct.parse(said));
    const settle = { act: 'settlePoint', point: p1, settled: true };
    expect(sees(rated, finalize)).not.toBe(sees(previousDocument, finalize));
    expect(sees(rated, settle)).toBe(sees(previousDocument, settle));
    expect(sees(replied, settle)).not.toBe(sees(previousDocument, settle));
    expect(sees(replied, point(p2))).toBe(sees(previousDocument, point(p2)));
  });

  test('depends on dots, not on values: the same level written again changes it', () => {
    const previousDocument = handedIn();
    const again = after(previousDocument, {
      n: nextNumber(previousDocument),
      path: 'answers/D7.1/level',
      value: 2,
    });
    expect(ratingsContentHash(again)).not.toBe(ratingsContentHash(previousDocument));
  });
});

test('every write of every act is permitted to its role and accepted by the schema', () => {
  const signedDocument = acted(handedIn({ 'review/approval': { note: '' } }), sign);
  const comment = {
    act: 'recordComment',
    comment: c1,
    about: '',
    from: 'A ministry',
    on: null,
    text: 'x',
    response: '',
  };
  const scenes: readonly (readonly [Document, object, Role])[] = [
    [handedIn(), point(), 'adviser'],
    [acted(handedIn(), point()), { act: 'removePoint', point: p1 }, 'reviewer'],
    [acted(handedIn(), point()), { act: 'editPoint', point: p1, text: 'x' }, 'adviser'],
    [acted(handedIn(), point()), { act: 'settlePoint', point: p1, settled: true }, 'reviewer'],
    [handedIn(), sealPoint(), 'adviser'],
    [handedIn({ [`comments/${c1}/text`]: 'x' }), { act: 'markRemark', remark: c1, mark: 'SC' }, 'adviser'],
    [above(), letStand, 'reviewer'],
    [acted(above(), letStand), withdraw, 'reviewer'],
    [signedDocument, { act: 'return', reason: 'x' }, 'reviewer'],
    [signedDocument, share, 'reviewer'],
    [acted(signedDocument, share), comment, 'reviewer'],
    [
      acted(acted(signedDocument, share), comment),
      { act: 'answerComment', comment: c1, response: 'y' },
      'reviewer',
    ],
    [acted(signedDocument, share), { act: 'addressComments' }, 'reviewer'],
    [handedIn(), sign, 'adviser'],
    [handedIn(), { act: 'assign', duty: 'adviser', person: aPerson() }, 'adviser'],
    [signedDocument, finalize, 'reviewer'],
    [acted(signedDocument, finalize), { act: 'supersede', reason: 'x' }, 'reviewer'],
    [acted(signedDocument, finalize), { act: 'closePeriod', period: 'follow-up-from' }, 'reviewer'],
  ];
  const held = scenes.flatMap(([document, said, role]) => {
    const writes = decideReviewAct(document, ReviewAct.parse(said), facts);
    if (!writes.ok) return [writes.refusal.kind];
    return writes.value.flatMap((reviewWrite, at) => {
      const { doc, kind } = document;
      const op = {
        dot: dotOf(aDevice(9), 500 + at),
        stamp: [9_000_000, at] as const,
        doc,
        kind,
        ...reviewWrite,
      };
      const admitted = admitOp(op, [role], document);
      return admitted.ok ? [] : [`${reviewWrite.path}: ${admitted.refusal.kind}`];
    });
  });
  expect(held).toEqual([]);
  expect(new Set(scenes.map(([, said]) => (said as { act: string }).act)).size).toBe(
    ReviewAct.options.length,
  );
});
