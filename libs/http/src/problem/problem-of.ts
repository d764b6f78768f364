import { HttpException } from '@nestjs/common';
import { Problem } from './problem';

/** What is said about an answer that the framework itself gives, by status. */
const FRAMEWORK_ANSWERS: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['BAD_REQUEST', 'Send a request that this address understands: see /docs.'],
  404: ['NOT_FOUND', 'There is nothing at this address and method: see /docs for the ones that exist.'],
  405: ['METHOD_NOT_ALLOWED', 'Use a method that this address offers: see /docs.'],
  406: ['NOT_ACCEPTABLE', 'Ask for a media type that this address offers: see /docs.'],
  408: ['REQUEST_TIMEOUT', 'The request did not arrive in time: send it again.'],
  411: ['LENGTH_REQUIRED', 'Send a Content-Length header.'],
  413: ['BODY_TOO_LARGE', 'Send a smaller body, or use the bulk address.'],
  414: ['URI_TOO_LONG', 'Send a shorter address.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Send the Content-Type that this address reads: see /docs.'],
  431: ['HEADERS_TOO_LARGE', 'Send fewer or smaller headers.'],
  503: ['UNAVAILABLE', 'The service is starting or stopping: try again in a few seconds.'],
};

/** Error classes that say by a `disposition` of their own that waiting helps. */
interface Disposed {
  readonly disposition: 'retry' | 'park' | 'stop';
}

/**
 * The answer to an error, whatever threw it. An error that nobody foresaw becomes a 500 that tells nothing of its inside;
 * the caller logs it.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = statusOf(error);
  if (status !== undefined && status >= 400 && status < 600) {
    const [code, detail] = FRAMEWORK_ANSWERS[status] ?? [`HTTP_${status}`, 'See /docs.'];
    return new Problem(status, code, detail, {
      cause: error,
      ...(status === 503 ? { headers: { 'retry-after': '5' } } : {}),
    });
  }
  if (isRetryable(error)) {
    return new Problem(
      503,
      'UNAVAILABLE',
      'A part of the centre that this answer needs is away: try again in a few seconds.',
      {
        cause: error,
        headers: { 'retry-after': '5' },
      },
    );
  }
  return new Problem(500, 'INTERNAL', 'This should not have happened: report it with the `instance` of this answer.', {
    cause: error,
  });
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
}

function isRetryable(error: unknown): error is Error & Disposed {
  return error instanceof Error && 'disposition' in error && error.disposition === 'retry';
}
