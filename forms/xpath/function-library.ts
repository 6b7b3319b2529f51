import { dateFunctions } from './date-functions.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { formFunctions, nodeFunctions } from './form-functions.ts';
import { geoFunctions, numberFunctions } from './number-functions.ts';
import { encodingFunctions, textFunctions } from './text-functions.ts';
import { booleanFunctions } from './boolean-functions.ts';

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
