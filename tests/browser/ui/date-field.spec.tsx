import { type ReactElement, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DateField, FormDialog } from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

interface DayProps {
  readonly onTold: (day: string) => void;
}

/** A day whose owner keeps each value that it is told. */
function Day({ onTold }: DayProps): ReactElement {
  const [day, setDay] = useState<string | null>(null);
  return (
    <DateField
      label="First day"
      value={day}
      onChange={(next) => {
        if (next !== null) onTold(next);
        setDay(next);
      }}
    />
  );
}

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

const dayPart = page.getByRole('spinbutton', { name: /^day/ });

test.each([
  ['29112026', ['2026-11-29']],
  ['29110202', []],
  ['291126', ['2026-11-29']],
])('of the keys %s its owner learns the days %j, none with a part of a year', async (keys, days) => {
  const onTold = vi.fn<(day: string) => void>();
  await mount(<Day onTold={onTold} />);
  await userEvent.click(dayPart);
  await userEvent.keyboard(keys);
  await userEvent.tab();
  await userEvent.tab();
  await vi.waitFor(() => expect(onTold.mock.calls.map(([day]) => day)).toEqual(days));
});

test('Enter after a year of two digits ends the dialog with that year of this century', async () => {
  await mount(<DayDialog />);
  await userEvent.click(dayPart);
  await userEvent.keyboard('291126{Enter}');
  await expect.element(page.getByRole('status')).toHaveTextContent('2026-11-29');
});

test('the keyboard’s focus has one frame, around the parts of the day', async () => {
  await mount(<DateField label="Framed" value="2026-11-23" onChange={() => undefined} />);
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByRole('spinbutton').first()).toHaveFocus();
  const framed = [...document.querySelectorAll('.fb-date, .fb-date *')].filter(
    (one) => getComputedStyle(one).outlineStyle !== 'none',
  );
  expect(framed.map(({ className }) => className)).toEqual(['fb-input fb-date-group']);
});
