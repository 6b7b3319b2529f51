import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import {
  Workshop,
  WorkshopActions,
  WorkshopLearning,
  WorkshopNobodyRegistered,
  WorkshopNothingAgreed,
  WorkshopNothingAnswered,
  WorkshopParticipants,
} from '#renderer/console/features/record/record.stories.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

const tableNamed = (name: string) => page.getByRole('table', { name });

describe('a workshop at headquarters', () => {
  test('shows its facts, its agenda against the plan, and the way to its reports', async () => {
    await mount(<Workshop />);
    await expect.element(tableNamed('Facts of the workshop')).toBeVisible();
    await expect.element(tableNamed('Agenda delivered against planned')).toBeVisible();
    const reports = page.getByRole('navigation', { name: 'Reports of this workshop' });
    const targets = [...reports.element().querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(targets).toEqual(['#/R6', '#/R7', '#/R8']);
  });

  test('shows attendance by half-day, and withholds small numbers of people', async () => {
    await mount(<WorkshopParticipants />);
    await expect.element(page.getByRole('region', { name: 'Attendance by half-day' })).toBeVisible();
    const table = tableNamed('Participants by type of institution, function and sex');
    await expect.element(table).toBeVisible();
    expect(table.element().querySelectorAll('.fb-report-quiet').length).toBeGreaterThan(0);
  });

  test('shows results of the test and of the evaluation', async () => {
    await mount(<WorkshopLearning />);
    await expect.element(tableNamed('Results of the test')).toBeVisible();
    await expect.element(page.getByRole('region', { name: 'Answers to the evaluation' })).toBeVisible();
  });

  test('shows agreed actions and lessons', async () => {
    await mount(<WorkshopActions />);
    await expect.element(tableNamed('Agreed actions')).toBeVisible();
    await expect.element(tableNamed('Lessons')).toBeVisible();
  });

  test.each([
    ['participants', WorkshopNobodyRegistered, 'No participants yet'],
    ['answers', WorkshopNothingAnswered, 'No answers yet'],
    ['actions and lessons', WorkshopNothingAgreed, 'No agreed actions or lessons yet'],
  ])('without %s says so in words, without a table of zeros', async (_, Story, title) => {
    await mount(<Story />);
    await expect.element(page.getByText(title)).toBeVisible();
    expect(document.querySelectorAll('table')).toHaveLength(0);
  });
});
