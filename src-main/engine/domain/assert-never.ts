/** For the default of a switch that must be exhaustive: the compiler refuses a case that is not handled. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
