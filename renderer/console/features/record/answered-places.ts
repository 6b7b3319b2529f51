import type { Document } from '#domain/document/document.ts';
import type { LongOption } from '#renderer/ui/find-options.ts';

const place = /^answers\/(.+)\/value$/;

/**
 * The questions of a form that have an answer, as a point names them: by id, in a row after the row's (`visits/r1/day`).
 * Whoever reviews may not have the form itself.
 */
export const answeredPlaces = ({ registers }: Document): readonly LongOption[] =>
  Object.keys(registers).flatMap((path) => {
    const id = place.exec(path)?.[1];
    return id === undefined ? [] : [{ id, label: id }];
  });
