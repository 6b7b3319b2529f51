import { type ReactElement, useState } from 'react';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AssessmentNames, KnownInstitution } from '#domain/assessment/create-assessment.ts';
import { InstitutionNameFields } from '#renderer/field/features/mission/records/record-dialogs-view.tsx';
import {
  emptyParticipantForm,
  type ParticipantFormValues,
} from '#renderer/field/features/workshop/register/participant-form-values.ts';
import { ParticipantFormView } from '#renderer/field/features/workshop/register/participant-form-view.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

const id = '00000000-0000-4000-8000-000000000001';
const known: readonly KnownInstitution[] = [
  {
    name: 'Ministry of the Interior',
    type: 'MIN',
    entry: {
      id,
      seen: [],
      value: {
        names: { en: 'Ministry of the Interior', fr: 'Ministère de l’Intérieur' },
        otherNames: ['Home Office'],
        type: 'MIN',
        level: 'national',
        state: 'UY',
        isClosed: false,
        mergedInto: null,
      },
    },
  },
  { name: 'Port authority', type: null, entry: null },
];

function Fields(): ReactElement {
  const [assessmentNames, setNames] = useState<AssessmentNames>({
    institution: '',
    institutionRef: null,
    type: null,
    title: '',
  });
  return (
    <>
      <InstitutionNameFields
        names={assessmentNames}
        known={known}
        typeHelp=""
        problems={{}}
        onChange={(nextInstitutionChoice) => setNames({ ...assessmentNames, ...nextInstitutionChoice })}
      />
      <output>{JSON.stringify(assessmentNames)}</output>
    </>
  );
}

function Participant(): ReactElement {
  const [saved, setSaved] = useState<ParticipantFormValues>();
  const nothing = (): void => undefined;
  return (
    <>
      <ParticipantFormView
        code={null}
        isNameElsewhere={false}
        namesErasedAtMs={null}
        stored={emptyParticipantForm}
        findSame={() => null}
        institutions={known}
        today="2026-11-24"
        problem={null}
        isReadOnly={false}
        onSave={async (formValues) => {
          setSaved(formValues);
          return true;
        }}
        onClose={nothing}
        onRemove={null}
      />
      <output>{JSON.stringify(saved)}</output>
    </>
  );
}

// In a low window the page would scroll to a chosen entry, which closes the list.
beforeEach(() => page.viewport(1_280, 800));

const field = () => page.getByRole('combobox', { name: 'Institution' });
/** An open list hides the rest of the page from roles. */
const names = (): string => document.querySelector('output')?.textContent ?? '';

test.each(['home', 'MINISTERE', 'interior min'])(
  '[A1] an institution is found by any of its names: %s',
  async (typed) => {
    // The page of a test scrolls to the marked entry, which closes the list; that of the app cannot scroll.
    const stopScroll = (event: Event): void => event.stopImmediatePropagation();
    window.addEventListener('scroll', stopScroll, true);
    onTestFinished(() => window.removeEventListener('scroll', stopScroll, true));
    await mount(<Fields />);
    await field().click();
    await userEvent.keyboard(typed);
    await expect.poll(() => page.getByRole('option').elements().length).toBe(1);
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(field()).toHaveAttribute('aria-activedescendant');
    await userEvent.keyboard('{Enter}');
    await expect.element(field()).toHaveValue('Ministry of the Interior');
    expect(names()).toContain(`"institutionRef":"${id}","type":"MIN"`);
  },
);

test('[A1] a typed name in another spelling is the entry, and any other is none', async () => {
  await mount(<Fields />);
  await field().fill('ministry of the INTERIOR ');
  expect(names()).toContain(`"institutionRef":"${id}"`);
  await field().fill('Ministry of the Interior and Justice');
  expect(names()).toContain('"institutionRef":null');
});

test('[A1] a typed name that may be an entry is pointed out, and one press takes it', async () => {
  await mount(<Fields />);
  await field().fill('Interior Ministry');
  await userEvent.keyboard('{Escape}');
  await page.getByRole('button', { name: 'Ministry of the Interior' }).click();
  expect(names()).toContain(`"institution":"Ministry of the Interior","institutionRef":"${id}"`);
});

test('[A1] a participant gets the entry and the type of a chosen institution, and a typed one neither', async () => {
  await mount(<Participant />);
  const save = page.getByRole('button', { name: 'Save' });
  await userEvent.fill(page.getByRole('combobox', { name: /^Institution/ }), 'home off');
  await page.getByRole('option', { name: /^Ministry of the Interior/ }).click();
  await save.click();
  await expect.poll(names).toContain('"institution":"Ministry of the Interior"');
  expect(names()).toContain(`"institution-ref":"${id}","institution-type":"MIN"`);
  await userEvent.fill(page.getByRole('combobox', { name: /^Institution/ }), 'Harbour office');
  await save.click();
  await expect.poll(names).toContain('"institution-ref":null');
});
