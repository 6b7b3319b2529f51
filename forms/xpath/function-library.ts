import { booleanFunctions } from './boolean-functions.ts';
import { dateFunctions } from './date-functions.ts';
import { encodingFunctions } from './encoding-functions.ts';
import { formFunctions } from './form-functions.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { geoFunctions } from './geo-functions.ts';
import { nodeFunctions } from './node-functions.ts';
import { numberFunctions } from './number-functions.ts';
import { textFunctions } from './text-functions.ts';

/** Every function that an expression may call, by its name. */
export const functionByName: ReadonlyMap<string, FunctionDefinition> = new Map(
  [
    textFunctions,
    numberFunctions,
    booleanFunctions,
    dateFunctions,
    nodeFunctions,
    formFunctions,
    geoFunctions,
    encodingFunctions,
  ].flatMap((group) => Object.entries(group)),
);
