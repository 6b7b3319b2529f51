import { expect, test } from 'vitest';
import { aDevice, aLog } from '#tests/support/builders/sample-ids.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { FakeServer } from '#tests/support/server/fake-server.ts';

const mission = aLog(1);

async function twoColleagues() {
  const fakeServer = new FakeServer(Date.UTC(2026, 10, 24, 9));
  const start = (at: number, name: string) =>
    startLaptop(fakeServer, at, { name, roles: { [mission]: ['assessor'] } });
  const [firstTestLaptop, second] = [await start(1, 'First'), await start(2, 'Second')];
  for (const device of [firstTestLaptop, second]) await device.sync();
  return { server: fakeServer, first: firstTestLaptop, second, start };
}

const newDevices = async (device: TestLaptop): Promise<readonly string[]> =>
  (await device.query('colleagueDevices', null)).flatMap(({ device: id, isNew }) => (isNew ? [id] : []));

test('a laptop lists its colleagues’ devices, and not itself', async () => {
  const { first, second } = await twoColleagues();
  expect(await first.query('colleagueDevices', null)).toEqual([
    expect.objectContaining({
      device: second.id,
      name: 'Second',
      isOwn: false,
      isNew: false,
      comparedAtMs: null,
    }),
  ]);
  await Promise.all([first.close(), second.close()]);
});

test('a further device of a colleague is new until the person has read of it', async () => {
  const { first, second, start } = await twoColleagues();
  const third = await start(2, 'Second');
  await first.sync();
  expect(await newDevices(first)).toEqual([third.id]);

  await first.store.dismissNewDevices();
  expect(await newDevices(first)).toEqual([]);
  await first.sync();
  expect(await newDevices(first)).toEqual([]);
  await Promise.all([first.close(), second.close(), third.close()]);
});

test('a further device in one’s own name is new and marked as own', async () => {
  const { first, second, start } = await twoColleagues();
  const stranger = await start(1, 'First');
  await first.sync();
  expect(await first.query('colleagueDevices', null)).toContainEqual(
    expect.objectContaining({ device: stranger.id, isOwn: true, isNew: true }),
  );
  await Promise.all([first.close(), second.close(), stranger.close()]);
});

test('a compared device keeps its mark through further answers', async () => {
  const { first, second } = await twoColleagues();
  await first.store.markCompared(second.id);
  await first.sync();
  const [colleagueDevice] = await first.query('colleagueDevices', null);
  expect(colleagueDevice?.comparedAtMs).toBe(first.clock.now());
  await Promise.all([first.close(), second.close()]);
});

test('a device that headquarters never named cannot be marked as compared', async () => {
  const { first, second } = await twoColleagues();
  await first.store.markCompared(aDevice(99));
  expect((await first.query('colleagueDevices', null)).map(({ device }) => device)).toEqual([second.id]);
  await Promise.all([first.close(), second.close()]);
});
