import { firstUnknown } from './resume';

describe('firstUnknown', () => {
  const search = async (known: number, end: number) => {
    let questions = 0;
    const found = await firstUnknown((index) => {
      questions += 1;
      return Promise.resolve(index < known);
    }, end);
    return { found, questions };
  };

  it.each([0, 1, 2, 3, 100, 4095, 4096, 1_000_000])('finds the end of %i known ones', async (known) => {
    expect((await search(known, Number.MAX_SAFE_INTEGER)).found).toBe(known);
  });

  it('asks few questions', async () => {
    expect((await search(1_000_000, Number.MAX_SAFE_INTEGER)).questions).toBeLessThan(50);
  });

  it('never asks beyond the end', async () => {
    expect((await search(Infinity, 1000)).found).toBe(1000);
    expect((await search(Infinity, 1)).found).toBe(1);
  });
});
