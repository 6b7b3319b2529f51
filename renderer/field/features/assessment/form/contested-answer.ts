import { equalJson, type Json } from '#domain/base/json.ts';
import { compareStamps } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import { deviceOf, type Dot } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import { type Head, isConflict } from '#domain/document/register.ts';
import type { DeviceId } from '#domain/ids.ts';

/** One of the values of an answer between which a person has to decide (M3). */
export interface ContestedAnswer {
  readonly key: Dot;
  readonly device: DeviceId;
  readonly atMs: number;
  readonly value: Json;
}

/** The values of a contested answer, newest first, equal ones once; empty while there is nothing to decide. */
export function contestedAnswer(document: Document, path: string): readonly ContestedAnswer[] {
  const register = document.registers[path as Path]; // reading takes any text
  if (register === undefined || !isConflict(register)) return [];
  const newest = register.heads.toSorted((a, b) => compareStamps(stamped(b), stamped(a)));
  return newest
    .filter(({ value }, at) => newest.findIndex((one) => equalJson(one.value, value)) === at)
    .map(({ dot, stamp, value }) => ({ key: dot, device: deviceOf(dot), atMs: stamp[0], value }));
}

const stamped = ({ dot, stamp }: Head) => ({ stamp, device: deviceOf(dot) });
