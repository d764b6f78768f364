import { AsyncLocalStorage } from 'node:async_hooks';
import Environment from './environment';

type Options = ConstructorParameters<typeof Environment>;

const options = [
  { globalConfig: {}, projectConfig: { testEnvironmentOptions: {}, globals: {}, fakeTimers: {} } },
  { console, docblockPragmas: {}, testPath: __filename },
] as unknown as Options;

describe(Environment.name, () => {
  it.each(['run', 'enterWith'] as const)(
    'disables what a test file entered by %s, once the file is done',
    async (way) => {
      const environment = new Environment(...options);
      await environment.setup();
      const storage = new AsyncLocalStorage<string>();
      if (way === 'run') storage.run('entered', () => undefined);
      else storage.enterWith('entered');
      expect(storage).toMatchObject({ enabled: true });
      await environment.teardown();
      expect(storage).toMatchObject({ enabled: false });
    },
  );
});
