import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PersonRow } from '#api/admin-api.ts';
import { AddPersonView } from '#renderer/console/features/people/add-person-view.tsx';
import { PeopleView } from '#renderer/console/features/people/people-view.tsx';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import {
  minutesAgo,
  sampleLead,
  sampleLog,
  sampleProgrammeLog,
  sampleTrainer,
} from '#renderer/console/stories/sample-people.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const role = page.getByRole('button', { name: /Role/u });

test('[E5] adding a partner states that they open no record, and see items of their entity', async () => {
  await mount(<AddPersonView onAdd={() => undefined} />);
  const said = page.getByText(
    /opens no record of it\. In the plan they see the items that their entity leads or supports/u,
  );
  expect(said.query()).toBeNull();

  await userEvent.click(role);
  await userEvent.click(page.getByRole('option', { name: 'Implementing partner' }));
  await expect.element(said).toBeVisible();
});

test('a person counts missions without the log of the programme, and deactivated people come last', async () => {
  const common = {
    role: 'lead',
    everyLog: false,
    addedAtMs: minutesAgo(9),
    hasSecondFactor: true,
    devices: 0,
  } as const;
  const programme = { log: sampleProgrammeLog, role: 'lead' } as const;
  const people: readonly PersonRow[] = [
    { ...common, ...sampleLead, mail: null, deactivatedAtMs: minutesAgo(1), grants: [programme] },
    {
      ...common,
      ...sampleTrainer,
      mail: null,
      deactivatedAtMs: null,
      grants: [programme, { log: sampleLog, role: 'lead' }],
    },
  ];
  await mount(
    <PeopleView
      people={people}
      logs={[
        { log: sampleLog, kind: 'mission', title: 'Arlandia baseline', country: 'XA' },
        { log: sampleProgrammeLog, kind: 'programme', title: 'CT TECH', country: null },
      ]}
      list={unfilteredList}
      onList={() => undefined}
      onOpen={() => undefined}
      onAddPerson={() => undefined}
      onGiveMany={() => undefined}
    />,
  );
  const rows = [...document.querySelectorAll('tbody tr')].map(({ textContent }) => textContent);
  expect(rows).toEqual([
    expect.stringMatching(/^Trainer.*Arlandia baseline/u),
    expect.stringMatching(/^Lead assessor.*None/u),
  ]);
});
