import { type ReactElement, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ListTableView, SortedTableView } from '#renderer/console/parts/list-filters-view.tsx';
import { type ListQuery, unfilteredList } from '#renderer/console/parts/list-query.ts';
import { mount } from '#tests/support/screen/mount.tsx';

interface Row {
  readonly name: string;
  readonly size: number | null;
}

const rows: readonly Row[] = [
  { name: 'Pear', size: 2 },
  { name: 'Apple', size: null },
  { name: 'Fig', size: 10 },
];

const table = {
  label: 'Fruit',
  rows,
  rowId: ({ name }: Row) => name,
  columns: [
    { id: 'name', title: 'Name', sortBy: ({ name }: Row) => name, cell: ({ name }: Row) => name },
    { id: 'size', title: 'Size', sortBy: ({ size }: Row) => size, cell: ({ size }: Row) => size },
    { id: 'act', title: 'Acts', cell: () => '–' },
  ],
};

const changed = vi.fn<(listQuery: ListQuery) => void>();

function List({ begins = unfilteredList }: { readonly begins?: ListQuery }): ReactElement {
  const [listQuery, setList] = useState(begins);
  return (
    <ListTableView
      {...table}
      list={listQuery}
      onList={(nextListQuery) => {
        changed(nextListQuery);
        setList(nextListQuery);
      }}
      textsOf={({ name }) => [name]}
      status={{
        label: 'Kind',
        anyLabel: 'All kinds',
        options: ['small', 'large', 'huge'].map((id) => ({ id, label: id })),
        idsOf: ({ size }) => (size === null ? [] : [size > 5 ? 'large' : 'small']),
      }}
    />
  );
}

const names = (): readonly (string | null)[] =>
  [...document.querySelectorAll('.fb-table tbody th')].map((cell) => cell.textContent);
const heading = (name: string) => page.getByRole('columnheader', { name });

test('a list keeps its own order until a heading is pressed, with the keyboard alone', async () => {
  await mount(<List />);
  expect(names()).toEqual(['Pear', 'Apple', 'Fig']);
  await expect.element(heading('Name')).toHaveAttribute('aria-sort', 'none');
  (heading('Size').getByRole('button').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  expect(names()).toEqual(['Pear', 'Fig', 'Apple']);
  await userEvent.keyboard(' ');
  expect(names()).toEqual(['Fig', 'Pear', 'Apple']);
  await expect.element(heading('Size')).toHaveAttribute('aria-sort', 'descending');
  await expect.element(heading('Acts')).not.toHaveAttribute('aria-sort');
  expect(changed).toHaveBeenLastCalledWith({ ...unfilteredList, sort: 'size', order: 'descending' });
});

test('search and filter leave matching rows, and offer only values that occur', async () => {
  await mount(<List begins={{ ...unfilteredList, sort: 'name', order: 'ascending' }} />);
  await page.getByRole('button', { name: /Kind/u }).click();
  await expect.element(page.getByRole('option', { name: 'huge' })).not.toBeInTheDocument();
  await page.getByRole('option', { name: 'large' }).click();
  expect(names()).toEqual(['Fig']);
  await page.getByRole('searchbox').fill('pear');
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(names()).toEqual(['Apple', 'Fig', 'Pear']);
});

test('one of several tables in a page takes only its own order from the address', async () => {
  const listQuery: ListQuery = { ...unfilteredList, sort: 'other.name', order: 'ascending' };
  await mount(<SortedTableView {...table} name="fruit" list={listQuery} onList={() => undefined} />);
  await expect.poll(names).toEqual(['Pear', 'Apple', 'Fig']);
  const ownListQuery: ListQuery = { ...listQuery, sort: 'fruit.name' };
  await mount(
    <SortedTableView {...table} name="fruit" list={ownListQuery} onList={() => undefined} most={2} />,
  );
  await expect.poll(names).toEqual(['Apple', 'Fig']);
  await mount(
    <SortedTableView
      {...table}
      list={listQuery}
      ownSort={{ column: 'size', direction: 'descending' }}
      onList={() => undefined}
    />,
  );
  await expect.poll(names).toEqual(['Fig', 'Pear', 'Apple']);
  await expect.element(heading('Size')).toHaveAttribute('aria-sort', 'descending');
});

test('rows that come last stay last in both directions', async () => {
  for (const order of ['ascending', 'descending'] as const) {
    const listQuery: ListQuery = { ...unfilteredList, sort: 'name', order };
    await mount(
      <SortedTableView
        {...table}
        list={listQuery}
        onList={() => undefined}
        isLast={({ name }) => name === 'Fig'}
      />,
    );
    await expect
      .poll(names)
      .toEqual([...(order === 'ascending' ? ['Apple', 'Pear'] : ['Pear', 'Apple']), 'Fig']);
  }
});
