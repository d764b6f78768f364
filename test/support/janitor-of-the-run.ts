import type { startJanitor } from '../../infra/local/janitor';

/** What jest's global setup leaves to its global teardown; both are loaded in one process. */
export const janitorOfTheRun: { current?: ReturnType<typeof startJanitor> } = {};
