import { ForbiddenException } from '@nestjs/common';
import { Problem, problemType, titleOf } from './problem';
import { problemOf } from './problem-of';

describe(Problem.name, () => {
  it('has the members of RFC 9457 and what else it was given', () => {
    const errors = [{ pointer: '/a', code: 'REQUIRED', detail: 'Add "a".' }];
    expect(new Problem(422, 'INVALID_BODY', 'Mend it.', { errors, members: { commandId: 'c' } }).body('r')).toEqual({
      type: 'urn:alataw:problem:invalid-body',
      title: 'Invalid body',
      status: 422,
      code: 'INVALID_BODY',
      detail: 'Mend it.',
      instance: 'urn:alataw:request:r',
      errors,
      commandId: 'c',
    });
  });

  it('is told in a language that it has words in, and in English otherwise', () => {
    const text = { en: 'Held.', ru: 'Остановлена.' };
    const errors = [
      { pointer: '', code: 'HELD', detail: 'Held.', text },
      { pointer: '/a', code: 'REQUIRED', detail: 'Add "a".' },
    ];
    const problem = new Problem(409, 'HELD', 'Held.', { text, errors });
    expect(problem.languages).toEqual(['en', 'ru']);
    expect(problem.body('r', 'ru')).toMatchObject({
      title: 'Остановлена.',
      code: 'HELD',
      detail: 'Остановлена.',
      errors: [{ detail: 'Остановлена.' }, { detail: 'Add "a".' }],
    });
    expect(problem.body('r', 'en')).toMatchObject({
      title: 'Held',
      detail: 'Held.',
      errors: [{ detail: 'Held.' }, {}],
    });
    expect(new Problem(400, 'BAD_REQUEST', 'Mend it.').languages).toEqual(['en']);
  });

  it('makes type and title of the code', () => {
    expect([problemType('KEY_EXPIRED'), titleOf('KEY_EXPIRED')]).toEqual([
      'urn:alataw:problem:key-expired',
      'Key expired',
    ]);
  });
});

describe(problemOf.name, () => {
  it('leaves a problem as it is', () => {
    const problem = new Problem(409, 'HELD', 'Lift the hold first.');
    expect(problemOf(problem)).toBe(problem);
  });

  it('reads the status of a framework error', () => {
    expect(problemOf(new ForbiddenException())).toMatchObject({ status: 403, code: 'HTTP_403' });
    expect(problemOf(Object.assign(new Error('x'), { statusCode: 413 }))).toMatchObject({
      status: 413,
      code: 'BODY_TOO_LARGE',
    });
  });

  it('asks to come back where waiting helps', () => {
    expect(problemOf(Object.assign(new Error('Kafka'), { disposition: 'retry' }))).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    });
  });

  it.each([new Error('password=hunter2'), 'password=hunter2', undefined])(
    'tells nothing of an unforeseen error: %p',
    (error) => {
      const problem = problemOf(error);
      expect(problem.status).toBe(500);
      expect(JSON.stringify(problem.body('r'))).not.toContain('hunter2');
    },
  );
});
