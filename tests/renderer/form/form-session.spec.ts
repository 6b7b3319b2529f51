import { beforeEach, describe, expect, test } from 'vitest';
import { formSectionsOf, sectionCountsOf } from '#renderer/form/form-sections.ts';
import { FormSession } from '#renderer/form/form-session.ts';
import { anInstrument, ask, begun, group, questionIn, value } from '#tests/support/builders/an-open-form.ts';

const nodes = [
  group('site', [
    ask('name', 'text', { required: 'true()' }),
    ask('age', 'integer', { constraint: '. >= 0' }),
  ]),
];

describe('problems of a form', () => {
  let formSession: FormSession;
  beforeEach(() => {
    formSession = new FormSession(begun(nodes), anInstrument(nodes));
  });

  const countProblems = (): number =>
    formSectionsOf(formSession.form).reduce(
      (sum, part) => sum + sectionCountsOf(formSession, part).problems,
      0,
    );

  test('a new form shows no missing answer as a problem', () => {
    expect(questionIn(formSession.form, 'name').violation()).toBe('required');
    expect(countProblems()).toBe(0);
  });

  test('a missing answer is a problem after its question was left', () => {
    formSession.markLeft(questionIn(formSession.form, 'name'));
    expect(countProblems()).toBe(1);
  });

  test('every missing answer is a problem once the person asks for them', () => {
    formSession.markChecked();
    expect(countProblems()).toBe(1);
  });

  test('an answer against its rule is a problem at once', () => {
    formSession.applyChanges([value('age', -1)], 'typed');
    expect(countProblems()).toBe(1);
  });
});
