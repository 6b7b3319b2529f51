import { codeFunctions } from './code-functions.ts';
import { dateFunctions } from './date-functions.ts';
import type { FunctionDefinition } from './definition.ts';
import { formFunctions } from './form-functions.ts';
import { geoFunctions } from './geo-functions.ts';
import { nodeFunctions } from './node-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { textFunctions } from './text-functions.ts';
import { truthFunctions } from './truth-functions.ts';

/** Every function that an expression may call, by its name. */
export const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  [
    textFunctions,
    numberFunctions,
    truthFunctions,
    dateFunctions,
    nodeFunctions,
    formFunctions,
    geoFunctions,
    codeFunctions,
  ].flatMap((group) => Object.entries(group)),
);
