import { janitorOfTheRun } from './janitor-of-the-run';

/** Stops what the run has started and waits until it is gone. */
export default async function globalTeardown(): Promise<void> {
  await janitorOfTheRun.current?.dismiss();
}
