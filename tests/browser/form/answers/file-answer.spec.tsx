import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { AnswerFiles } from '#renderer/form/form-context.ts';
import { SampleForm } from '#renderer/form/stories/sample-form.tsx';
import { further } from '#renderer/form/stories/sample-instrument.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const files: AnswerFiles = {
  keep: async () => ({ problem: 'notKept' }),
  open: async () => null,
};
const stays = page.getByText(/The file stays on this laptop, encrypted\. It is never sent/);

test('a field for a file says where the file stays, before one is chosen', async () => {
  await mount(<SampleForm instrument={further} part={{ files }} />);
  await expect.element(stays).toBeVisible();
  const description = document.getElementById(
    document.querySelector('input[type="file"]')?.getAttribute('aria-describedby') ?? '',
  );
  expect(description?.textContent).toMatch(/The file stays on this laptop/);
});

test('a form that is only read says nothing about files to come', async () => {
  await mount(<SampleForm instrument={further} part={{ files, isReadOnly: true }} />);
  await expect.element(stays).not.toBeInTheDocument();
});
