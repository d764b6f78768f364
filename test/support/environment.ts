import { TestEnvironment } from 'jest-environment-node';
import { AsyncLocalStorage } from 'node:async_hooks';

type Storage = AsyncLocalStorage<unknown>;
type Enter = (this: Storage, ...args: unknown[]) => unknown;

/** The class is the process's own, whatever realm a test lives in. */
const prototype = AsyncLocalStorage.prototype as unknown as Record<'run' | 'enterWith', Enter>;

/**
 * Node's environment, which leaves no storage enabled behind. jest-circus enters one for each test file and never disables it, and on Node 20
 * and 22 each of them costs every promise of the process: after 50 files an `await` takes a hundred times as long, after 200 five hundred times.
 */
export default class Environment extends TestEnvironment {
  private readonly entered = new Set<Storage>();
  private readonly originals = { run: prototype.run, enterWith: prototype.enterWith };

  override async setup(): Promise<void> {
    const { entered, originals } = this;
    for (const name of ['run', 'enterWith'] as const) {
      prototype[name] = function (...args) {
        entered.add(this);
        return originals[name].apply(this, args);
      };
    }
    await super.setup();
  }

  override async teardown(): Promise<void> {
    await super.teardown();
    Object.assign(prototype, this.originals);
    for (const storage of this.entered) storage.disable();
  }
}
