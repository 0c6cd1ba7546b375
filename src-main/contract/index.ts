export * from './document.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './money.ts';
export * from './reading.ts';
export * from './time.ts';
