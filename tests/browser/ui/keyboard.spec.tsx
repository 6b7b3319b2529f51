import { type ReactElement, useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  Button,
  DateField,
  Dialog,
  FormDialog,
  LongSelect,
  MenuButton,
  PageSection,
  RadioRows,
  SearchField,
  Select,
  SortableTable,
  StatusPart,
  Tabs,
  useLostFocus,
} from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

type Answer = '1' | '2' | '3' | 'na';

function Question({
  initial,
  onAnswer,
}: {
  initial: Answer | null;
  onAnswer: (answer: Answer) => void;
}): ReactElement {
  const [value, setValue] = useState(initial);
  return (
    <>
      <Button>Before</Button>
      <RadioRows
        label="Is every tool examined?"
        rows={[
          { value: '1', level: 1, keyHint: '1', text: 'Never.' },
          { value: '2', level: 2, keyHint: '2', text: 'Sometimes.' },
          { value: '3', level: 3, keyHint: '3', text: 'Always.' },
        ]}
        others={[{ value: 'na', keyHint: '0', text: 'does not apply' }]}
        value={value}
        onChange={(answer) => {
          setValue(answer);
          onAnswer(answer);
        }}
      />
      <Button>After</Button>
    </>
  );
}

describe('the descriptor rows of a question', () => {
  test('are one stop for Tab, at the answer given', async () => {
    await mount(<Question initial="2" onAnswer={() => undefined} />);
    await userEvent.keyboard('{Tab}{Tab}');
    await expect.element(page.getByRole('radio', { name: 'Level 2 Sometimes.' })).toHaveFocus();
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByRole('button', { name: 'After' })).toHaveFocus();
  });

  test('are walked with the arrow keys, through the small answers and around', async () => {
    const onAnswer = vi.fn<(answer: Answer) => void>();
    await mount(<Question initial="2" onAnswer={onAnswer} />);
    await userEvent.keyboard('{Tab}{Tab}{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(onAnswer.mock.calls.flat()).toEqual(['3', 'na', '1']);
  });

  test('tell screen readers the question and each descriptor', async () => {
    await mount(<Question initial={null} onAnswer={() => undefined} />);
    await expect.element(page.getByRole('radiogroup', { name: 'Is every tool examined?' })).toBeVisible();
    expect(page.getByRole('radio').elements()).toHaveLength(4);
  });

  test('do not change when the question is read only', async () => {
    const onChange = vi.fn<(answer: string) => void>();
    await mount(
      <RadioRows
        label="Locked"
        isReadOnly
        rows={[
          { value: '1', text: 'One' },
          { value: '2', text: 'Two' },
        ]}
        value="1"
        onChange={onChange}
      />,
    );
    await userEvent.keyboard('{Tab}{ArrowDown}');
    expect(onChange).not.toHaveBeenCalled();
  });
});

function Asking(): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>Remove</Button>
      <Dialog
        title="Remove it?"
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        actions={<Button>Yes</Button>}
      >
        It stays in the history.
      </Dialog>
    </>
  );
}

test('a dialog keeps the focus, closes with Escape and gives the focus back', async () => {
  await mount(<Asking />);
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByRole('dialog', { name: 'Remove it?' })).toBeVisible();
  await userEvent.keyboard('{Tab}{Tab}{Tab}');
  expect(document.querySelector('[role=dialog]')?.contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('button', { name: 'Remove' })).toHaveFocus();
});

test('a menu opens, is walked and chosen from by keys', async () => {
  const onChoose = vi.fn<(id: 'edit' | 'remove') => void>();
  await mount(
    <MenuButton
      label="More"
      onChoose={onChoose}
      choices={[
        { id: 'edit', label: 'Edit' },
        { id: 'remove', label: 'Remove', isDanger: true },
      ]}
    />,
  );
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByRole('menu')).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('remove');
});

test('a select is opened and chosen from by keys', async () => {
  const onChange = vi.fn<(id: 'fr' | 'en') => void>();
  await mount(
    <Select
      label="Language"
      options={[
        { id: 'en', label: 'English' },
        { id: 'fr', label: 'Français' },
      ]}
      value="en"
      onChange={onChange}
    />,
  );
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByRole('listbox')).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(onChange).toHaveBeenCalledExactlyOnceWith('fr');
});

const tabs = [
  { id: 'one', label: 'One', content: 'first' },
  { id: 'two', label: 'Two', content: 'second' },
] as const;

test.each([
  ['en', '{ArrowRight}'],
  ['ar', '{ArrowLeft}'],
] as const)('in %s the next tab is reached with %s', async (language, key) => {
  const onSelect = vi.fn<(id: 'one' | 'two') => void>();
  await mount(<Tabs label="Views" tabs={tabs} selected="one" onSelect={onSelect} />, { language });
  await userEvent.keyboard(`{Tab}${key}`);
  expect(onSelect).toHaveBeenCalledExactlyOnceWith('two');
});

test('a row of a table opens from its name', async () => {
  const onOpen = vi.fn<(row: string) => void>();
  await mount(
    <SortableTable
      label="Assessments"
      rows={['Police', 'Court']}
      rowId={(row) => row}
      columns={[{ id: 'name', title: 'Name', cell: (row) => row }]}
      onOpen={onOpen}
    />,
  );
  await userEvent.keyboard('{Tab}{Tab}{Enter}');
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('Court');
});

test('a part of the status bar explains itself', async () => {
  await mount(
    <StatusPart text="12 changes waiting" meaning="wait" title="Changes waiting">
      They go as soon as there is a network.
    </StatusPart>,
  );
  await userEvent.keyboard('{Tab}{Enter}');
  const explanation = page.getByRole('dialog', { name: 'Changes waiting' });
  await expect.element(explanation).toMatchTextContent(/as soon as there is a network/u);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('button', { name: /12 changes waiting/u })).toHaveFocus();
});

function Searching(): ReactElement {
  const [text, setText] = useState('');
  return <SearchField label="Search" value={text} onChange={setText} />;
}

test('Escape empties the search', async () => {
  await mount(<Searching />);
  await userEvent.keyboard('{Tab}police');
  await expect.element(page.getByRole('searchbox')).toHaveValue('police');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('searchbox')).toHaveValue('');
});

/** A day whose owner stores it later than the next key comes. */
function LateDay(): ReactElement {
  const [day, setDay] = useState<string | null>(null);
  return (
    <>
      <DateField
        label="First day"
        value={day}
        onChange={(next) => void setTimeout(() => setDay(next), 1_000)}
      />
      <output>{day}</output>
    </>
  );
}

test('a day that is typed faster than it is stored keeps each key', async () => {
  await mount(<LateDay />);
  await userEvent.click(page.getByRole('spinbutton', { name: /^day/ }));
  await userEvent.keyboard('29112026');
  await expect.element(page.getByRole('status')).toHaveTextContent('2026-11-29');
});

/** Dialog that keeps a day, and shows it once it is kept. */
function DayDialog(): ReactElement {
  const [day, setDay] = useState<string | null>(null);
  const [kept, setKept] = useState<string | null>(null);
  return kept === null ? (
    <FormDialog title="Period" act="Keep" problem={null} onAct={() => setKept(day)} onClose={() => undefined}>
      <DateField label="First day" value={day} onChange={setDay} />
    </FormDialog>
  ) : (
    <output>{kept}</output>
  );
}

test('Enter in a day ends its dialog, with the last part typed', async () => {
  await mount(<DayDialog />);
  await userEvent.click(page.getByRole('spinbutton', { name: /^day/ }));
  await userEvent.keyboard('29112026{Enter}');
  await expect.element(page.getByRole('status')).toHaveTextContent('2026-11-29');
});

test('Enter in a day sends no form whose submit button is disabled', async () => {
  const onSubmit = vi.fn<() => void>();
  await mount(
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <DateField label="First day" value="2026-11-29" onChange={() => undefined} />
      <Button type="submit" isDisabled>
        Keep
      </Button>
    </form>,
  );
  await userEvent.click(page.getByRole('spinbutton', { name: /^day/ }));
  await userEvent.keyboard('{Enter}');
  expect(onSubmit).not.toHaveBeenCalled();
});

/** Rows that leave when they are taken, and an act that is disabled until it is saved. */
function Register({ saved }: { readonly saved: Promise<void> }): ReactElement {
  const [rows, setRows] = useState(['First', 'Second']);
  const [isSaving, setIsSaving] = useState(false);
  useLostFocus();
  const save = async (): Promise<void> => {
    setIsSaving(true);
    await saved;
    setIsSaving(false);
  };
  return (
    <PageSection title="Not in the register">
      {rows.map((row) => (
        <Button key={row} onPress={() => setRows(rows.filter((other) => other !== row))}>
          {row}
        </Button>
      ))}
      <Button isDisabled={isSaving} onPress={() => void save()}>
        Save date
      </Button>
    </PageSection>
  );
}

describe('the focus', () => {
  test('goes to the heading of its part when its element leaves the page', async () => {
    await mount(<Register saved={Promise.resolve()} />);
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.element(page.getByRole('heading', { name: 'Not in the register' })).toHaveFocus();
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByRole('button', { name: 'Second' })).toHaveFocus();
  });

  test('goes to the heading around its part when the part leaves too', async () => {
    function Panel(): ReactElement {
      const [isOpen, setIsOpen] = useState(true);
      useLostFocus();
      return (
        <section>
          <h2>Senegal</h2>
          {isOpen && (
            <PageSection title="Triage">
              <Button onPress={() => setIsOpen(false)}>Decide</Button>
            </PageSection>
          )}
        </section>
      );
    }
    await mount(<Panel />);
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.element(page.getByRole('heading', { name: 'Senegal' })).toHaveFocus();
  });

  test('goes to the heading of its part when an act of a menu removes the row of the menu', async () => {
    function Evidence(): ReactElement {
      const [isThere, setIsThere] = useState(true);
      useLostFocus();
      return (
        <main>
          <h1>Ministry</h1>
          <PageSection title="Evidence for D5.2">
            {isThere && (
              <MenuButton
                label="More"
                choices={[{ id: 'remove', label: 'Remove' }]}
                onChoose={() => setIsThere(false)}
              />
            )}
          </PageSection>
        </main>
      );
    }
    await mount(<Evidence />);
    await userEvent.keyboard('{Tab}{Enter}{Enter}');
    await expect.element(page.getByRole('heading', { name: 'Evidence for D5.2' })).toHaveFocus();
  });

  test('comes back to a button that was disabled while its act was saved', async () => {
    let save = (): void => undefined;
    const saved = new Promise<void>((resolve) => (save = resolve));
    await mount(<Register saved={saved} />);
    const button = page.getByRole('button', { name: 'Save date' });
    await userEvent.keyboard('{Tab}{Tab}{Tab}{Enter}');
    await expect.element(button).toBeDisabled();
    await expect.element(button).not.toHaveFocus();
    save();
    await expect.element(button).toHaveFocus();
  });

  test('leaves a list of several choices by one Tab, and closes it', async () => {
    const options = Array.from({ length: 40 }, (_, at) => ({ id: `${at}`, label: `Question ${at}` }));
    const onAct = vi.fn<() => void>();
    function Evidence(): ReactElement {
      const [chosen, setChosen] = useState<readonly string[]>([]);
      return (
        <FormDialog title="Evidence" act="Save" problem={null} onAct={onAct} onClose={() => undefined}>
          <LongSelect
            label="Supports"
            options={options}
            value={chosen}
            onChange={setChosen}
            isMultiple
            hasFirstFocus
          />
        </FormDialog>
      );
    }
    await mount(<Evidence />);
    await userEvent.keyboard('{ArrowDown}{Enter}{Tab}');
    await expect.element(page.getByRole('button', { name: 'Save' })).toHaveFocus();
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    expect(onAct).toHaveBeenCalledOnce();
  });
});
