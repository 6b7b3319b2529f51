import type * as z from 'zod';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { type ApiProblem, problemOf } from './api-problem.ts';

export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

export interface Question<Answer> {
  readonly path: string;
  readonly answer: z.ZodType<Answer>;
  /** Sent as JSON by POST; without it the question is a GET. */
  readonly body?: unknown;
}

const longestWaitMs = 20_000;
/** Files are made when they are asked for. */
const longestWaitForFileMs = 5 * 60_000;

/**
 * Asks one question and reads the answer by its schema. Never throws for what a network or a server can do: all of
 * that is a problem with a name.
 */
export async function ask<Answer>(
  fetch: Fetch,
  question: Question<Answer>,
): Promise<Result<Answer, ApiProblem>> {
  const response = await send(fetch, question);
  if (response === null) return refuse({ kind: 'unreachable' });

  const body = response.status === 204 ? undefined : await readJson(response);
  if (!response.ok) return refuse(problemOf(response, Problem.safeParse(body).data ?? null));

  const answer = question.answer.safeParse(body);
  return answer.success ? ok(answer.data) : refuse({ kind: 'notUnderstood' });
}

/** Asks for a file, whose bytes are taken as they come. */
export async function askForFile(
  fetch: Fetch,
  question: Omit<Question<Blob>, 'answer'>,
): Promise<Result<Blob, ApiProblem>> {
  const response = await send(fetch, question, longestWaitForFileMs);
  if (response === null) return refuse({ kind: 'unreachable' });
  if (!response.ok)
    return refuse(problemOf(response, Problem.safeParse(await readJson(response)).data ?? null));
  try {
    return ok(await response.blob());
  } catch {
    return refuse({ kind: 'unreachable' }); // it broke off
  }
}

/** The response, or null when there was none. A browser says "no network" by throwing a TypeError or an AbortError. */
async function send(
  fetch: Fetch,
  { path, body }: Omit<Question<unknown>, 'answer'>,
  waitMs = longestWaitMs,
): Promise<Response | null> {
  const isPost = body !== undefined;
  try {
    return await fetch(`/api/v1${path}`, {
      method: isPost ? 'POST' : 'GET',
      ...(isPost && { body: JSON.stringify(body) }),
      headers: { accept: 'application/json', ...(isPost && { 'content-type': 'application/json' }) },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(waitMs),
    });
  } catch {
    return null;
  }
}

/** The body as JSON; undefined when it is none or breaks off, which no schema of ours takes. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
