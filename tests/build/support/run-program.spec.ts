import { afterEach, expect, test, vi } from 'vitest';
import { runProgram } from '#build/support/run-program.mjs';

afterEach(() => void vi.restoreAllMocks());

test('a labelled program prints labelled whole lines and returns its output unchanged', async () => {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0);
  const script = "process.stdout.write('one\\n\\ntw'); setTimeout(() => process.stdout.write('o'), 50)";
  const { code, output } = await runProgram(process.execPath, ['-e', script], { show: true, label: 'unit' });
  expect({ code, output }).toEqual({ code: 0, output: 'one\n\ntwo' });
  expect(printed).toEqual(['unit | one\n', 'unit | two\n']);
});

test('a program that runs longer than its bound is ended with all that it started, and the output says so', async () => {
  const child = "process.stdout.write('begun'); setInterval(() => {}, 1000)";
  const script = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
  const { code, output } = await runProgram(process.execPath, ['-e', script], { longestMs: 600 });
  expect(code).toBe(1);
  expect(output).toContain('did not end within');
});
