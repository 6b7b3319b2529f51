import { expect, test } from 'vitest';
import { shownLinePattern, toShownLine } from '#base/shown-line.ts';

test.each([
  ['Aïcha N’Diaye', true],
  ['فاطمة الزهراء', true],
  ['می\u200cخواهم', true], // joiners between letters of Persian and Devanagari
  ['क्\u200dष', true],
  ['Ana\u202egnirts', false],
  ['Ana\u2066Maria\u2069', false],
  ['Ana\u200b', false],
  ['Ana\u200c', false],
  ['\u200dAna', false],
  ['Ana \u200c Maria', false],
  ['\ufeffAna', false],
  ['Ana\u2028Maria', false],
  ['Ana\tMaria', false],
])('a line that people recognize others by has no hidden character: %j', (line, isShown) => {
  expect(shownLinePattern.test(line)).toBe(isShown);
  expect(shownLinePattern.test(toShownLine(line))).toBe(true);
  expect(toShownLine(line) === line).toBe(isShown);
});
