import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { benchesByName } from '#build/bench/bench-table.mjs';
import { inRepository } from '#build/repository.mjs';

const commands = fs.readFileSync(inRepository('docs/commands.md'), 'utf8');
const entries = Object.values(benchesByName).map(({ entry }) => entry);

describe.each(Object.entries(benchesByName))('the bench %s', (name, { entry, smallest }) => {
  it('is a program with a smallest size of options that it knows', () => {
    const source = fs.readFileSync(inRepository(entry), 'utf8');
    const options = smallest.filter((word) => word.startsWith('--')).map((word) => word.slice(2));
    expect(options.filter((option) => !new RegExp(`\\b${option}: \\{ type: 'string'`).test(source))).toEqual(
      [],
    );
  });

  it('is in the list of docs/commands.md', () => {
    expect(commands).toContain(`| \`${name}\` |`);
  });
});

it('the table of benches names every program below bench/', () => {
  const programs = fs.globSync('bench/*/main.ts', { cwd: inRepository('.') });
  expect(programs.toSorted()).toEqual(entries.toSorted());
});
