// GENERATED from schemas by "npm run codegen". Do not edit.

export * from './access';
export * from './carriers';
export * from './common';
export * from './customs';
export * from './declaration';
export * from './gate';
export * from './inspection';
export * from './intake';
export * from './lane';
export * from './loading';
export * from './release';
export * from './contracts';
export * from './topics';
