import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import type { PersonId } from '#domain/ids.ts';
import { decorateRequests } from '#server/http/fastify-decorators.ts';
import { forPerson } from '#server/http/for-person.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';

/** Ask a route whose hook admits this person; null for a route without such a hook. */
async function askRoute(admitted: PersonId | null): Promise<readonly [status: number, answer: unknown]> {
  const app = fastify();
  onTestFinished(() => app.close());
  decorateRequests(app);
  app.get('/', {
    onRequest: async (request) => {
      request.person = admitted;
    },
    handler: forPerson(async ({ person }, reply) => reply.send({ person })),
  });
  const response = await app.inject('/');
  return [response.statusCode, response.json()];
}

test('a handler for a person gets the sender that a hook admitted', async () => {
  expect(await askRoute(aPerson())).toEqual([200, { person: aPerson() }]);
});

test('a route without a hook that admits a person refuses everybody', async () => {
  expect(await askRoute(null)).toEqual([401, expect.objectContaining({ code: 'session' })]);
});
