import { describe, expect, test } from 'vitest';
import { DocumentId, LogId } from '#domain/ids.ts';
import type { RequestStatus } from '#domain/request/request.ts';
import { adviseStep, type LinkedWork, linkedWorkOf } from '#domain/request/step-advice.ts';
import { aRequest } from '#tests/support/builders/a-request.ts';
import { aDocument } from '#tests/support/builders/ops.ts';

const oneLog = LogId.parse('018f0000-0000-7000-8000-000000000001');
const work = (workKind: LinkedWork['kind'], status: string | null): LinkedWork => ({
  kind: workKind,
  log: oneLog,
  doc: null,
  item: null,
  title: workKind,
  status,
});

describe('[A4] linked work of a request', () => {
  const adviceFor = (status: RequestStatus, linkedWorks: readonly LinkedWork[], steps = {}) => {
    const stepAdvice = adviseStep({ ...aRequest, status, steps }, linkedWorks);
    return stepAdvice === null ? null : (stepAdvice.to ?? stepAdvice.step ?? 'disagrees');
  };

  test.each<readonly [RequestStatus, readonly LinkedWork[], string | null]>([
    ['accepted', [], null],
    ['accepted', [work('mission', 'planned')], null],
    ['accepted', [work('plan-item', 'proposed')], null],
    ['accepted', [work('plan-item', 'agreed')], 'planned'],
    ['accepted', [work('workshop', 'confirmed')], 'planned'],
    ['planned', [work('plan-item', 'agreed')], null],
    ['planned', [work('plan-item', 'agreed'), work('plan-item', 'in-progress')], 'delivery'],
    ['planned', [work('assessment', 'final'), work('plan-item', 'agreed')], null],
    ['planned', [work('mission', 'under-way')], 'delivery'],
    ['delivery', [work('plan-item', 'done'), work('plan-item', 'in-progress')], null],
    ['delivery', [work('plan-item', 'verified'), work('plan-item', 'dropped')], 'closed'],
    ['delivery', [work('plan-item', 'dropped')], null],
    ['closed', [work('workshop', 'closed')], null],
  ])('of one that is %s with %o proposes %s', (requestStatus, linkedWorks, to) => {
    expect(adviceFor(requestStatus, linkedWorks)).toBe(to);
  });

  test('ends the assessment once all drafts are with the State, and the comments once all are final', () => {
    const drafts = [work('assessment', 'shared'), work('assessment', 'consolidated')];
    expect(adviceFor('accepted', drafts)).toBeNull();
    const shared = [work('assessment', 'shared'), work('assessment', 'final')];
    expect(adviceFor('accepted', shared)).toBe('assess');
    expect(adviceFor('accepted', shared, { assess: '2026-11-02' })).toBeNull();
    const final = [work('assessment', 'final'), work('assessment', 'superseded')];
    expect(adviceFor('accepted', final, { assess: '2026-11-02' })).toBe('comment');
  });

  test('that is behind its status is a contradiction, with the records that are', () => {
    const [begun, over] = [work('plan-item', 'in-progress'), work('workshop', 'closed')];
    expect(adviseStep({ ...aRequest, status: 'closed' }, [begun, over])).toEqual({
      to: null,
      step: null,
      facts: [begun],
      more: 0,
    });
    expect(adviceFor('delivery', [work('plan-item', 'agreed')])).toBe('disagrees');
    expect(adviceFor('declined', [begun])).toBe('disagrees');
    expect(adviceFor('referred', [begun])).toBeNull();
  });

  test('counts a status of a later version as no fact', () => {
    expect(adviceFor('planned', [work('plan-item', 'of-later')])).toBeNull();
  });

  test('is a whole mission, one record, or one item of a plan', () => {
    const [plan, assessment] = [aDocument, DocumentId.parse('018f0000-0000-7000-8000-000000000009')];
    const record = { log: oneLog, title: '', status: 'final' };
    const sources = {
      missions: [{ log: oneLog, title: '', status: 'planned' }],
      assessments: [{ ...record, doc: assessment }],
      workshops: [],
      items: ['one', 'two'].map((id) => ({ ...record, doc: plan, id })),
    };
    const linked = (doc: string | null, item: string | null) =>
      linkedWorkOf([{ log: oneLog, doc, item, title: '' }], sources).map(
        (linkedWork) => linkedWork.item ?? linkedWork.kind,
      );
    expect(linked(null, null)).toEqual(['mission', 'assessment', 'one', 'two']);
    expect(linked(assessment, null)).toEqual(['assessment']);
    expect(linked(plan, null)).toEqual(['one', 'two']);
    expect(linked(plan, 'two')).toEqual(['two']);
  });
});
