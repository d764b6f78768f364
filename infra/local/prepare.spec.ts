import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBuilt, isInstalled, sourceDigest, stampOf } from './prepare';

describe('what a start has to prepare', () => {
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const lock = (packages: object) => JSON.stringify({ packages });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'alataw-prepare-'));
    write('package-lock.json', lock({ '': { name: 'alataw' }, 'node_modules/a': { version: '1.0.0' } }));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  describe('isInstalled', () => {
    it('is false without node_modules', () => {
      expect(isInstalled(root)).toBe(false);
    });

    it('is true when every package is there in its version', () => {
      write('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' } }));
      expect(isInstalled(root)).toBe(true);
    });

    it('is false when a version differs or a package is missing', () => {
      write('node_modules/.package-lock.json', lock({ 'node_modules/a': { version: '1.0.1' } }));
      expect(isInstalled(root)).toBe(false);
      write('node_modules/.package-lock.json', lock({}));
      expect(isInstalled(root)).toBe(false);
    });

    it('misses no optional package: which of them are installed depends on the machine', () => {
      write('package-lock.json', lock({ 'node_modules/b-darwin': { version: '1.0.0', optional: true } }));
      write('node_modules/.package-lock.json', lock({}));
      expect(isInstalled(root)).toBe(true);
    });
  });

  describe('isBuilt', () => {
    const build = () => write('dist/.sources.sha256', sourceDigest(root));
    beforeEach(() => write('apps/release/src/main.ts', 'start()'));

    it('is false before the first build and true after it', () => {
      expect(isBuilt(root)).toBe(false);
      build();
      expect(stampOf(root)).toBe(join(root, 'dist/.sources.sha256'));
      expect(isBuilt(root)).toBe(true);
    });

    it('is false after a source was changed, added or removed', () => {
      build();
      write('apps/release/src/main.ts', 'start(2)');
      expect(isBuilt(root)).toBe(false);
      build();
      write('libs/values/src/index.ts', '');
      expect(isBuilt(root)).toBe(false);
      build();
      rmSync(join(root, 'libs'), { recursive: true });
      expect(isBuilt(root)).toBe(false);
    });

    it('does not care about tests', () => {
      build();
      write('apps/release/src/main.spec.ts', 'it()');
      expect(isBuilt(root)).toBe(true);
    });
  });
});
