import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { CreateAssessmentView } from '#renderer/field/features/mission/create-record-view.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

const nothing = (): void => undefined;

test('a new assessment begins at its first required field, the institution', async () => {
  await mount(
    <CreateAssessmentView
      intent={{
        institution: '',
        type: null,
        title: 'Baseline assessment',
        assessmentType: 'baseline',
        follows: null,
        isWithAnswers: false,
      }}
      finals={[]}
      known={[]}
      existing={null}
      instruments={[]}
      instrument=""
      needsType
      refusal={null}
      problem={null}
      onChange={nothing}
      onInstrument={nothing}
      onCreate={nothing}
      onClose={nothing}
    />,
  );
  await expect.element(page.getByRole('combobox', { name: 'Institution' })).toHaveFocus();
});
