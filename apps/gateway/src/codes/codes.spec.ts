import { codeLists, codesOf, sentenceOf } from '@alataw/values';
import { MemoryCentre } from '../memory/memory-centre';

const centre = new MemoryCentre();
beforeAll(() => centre.start());
afterAll(() => centre.stop());

const read = (list: string, headers: Record<string, string> = {}) => centre.get(`/v1/codes${list}`, headers);

describe('the published codes', () => {
  it('are read without a key, all lists at once', async () => {
    const answer = await read('');
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      language: 'en',
      lists: Object.keys(codeLists).map((list) => ({ list, language: 'en' })),
    });
  });

  it('are told in the language that the client reads', async () => {
    const answer = await read('/LoadRefusal', { 'accept-language': 'de, kk-KZ;q=0.8, en;q=0.5' });
    expect(answer.headers).toMatchObject({ 'content-language': 'kk', vary: 'Accept-Language' });
    expect(answer.json()).toEqual({
      list: 'LoadRefusal',
      language: 'kk',
      title: codeLists.LoadRefusal.title.kk,
      codes: codesOf('LoadRefusal').map((code) => ({ code, meaning: sentenceOf('LoadRefusal', code).kk })),
    });
  });

  it('say which field is at fault where it is always the same one', async () => {
    expect(JSON.parse((await read('/ConflictReason')).body)).toMatchObject({
      codes: expect.arrayContaining([expect.objectContaining({ code: 'CONTENT_DIFFERS', pointer: '/logisticsNo' })]),
    });
  });

  it('are not sent again to whom has them, in this language', async () => {
    const etag = String((await read('/Queue')).headers.etag);
    const again = await read('/Queue', { 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await read('/Queue', { 'if-none-match': etag, 'accept-language': 'ru' })).statusCode).toBe(200);
  });

  it.each(['Nothing', 'toString', '__proto__'])('have no list %s', async (name) => {
    expect((await read(`/${name}`)).json()).toMatchObject({ status: 404, code: 'LIST_NOT_FOUND' });
  });
});
