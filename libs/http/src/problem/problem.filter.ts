import { ArgumentsHost, Catch, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage } from '../language';
import { PROBLEM_JSON, Problem } from './problem';
import { problemOf } from './problem-of';

/** Told of every answer of 500 and above, with the error behind it. */
export type FaultLog = (error: unknown, request: { readonly id: string; readonly route: string }) => void;

/** Turns whatever a route throws into `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: FaultLog) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), error, this.log);
  }
}

/** Answers with the problem that an error is, in the language that the client reads, unless an answer is already on its way. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown, log: FaultLog): void {
  const problem = problemOf(error);
  if (problem.status >= 500) log(error, { id: request.id, route: routeOf(request) });
  if (reply.sent) return;
  const { languages } = problem;
  const language = preferredLanguage(request.headers['accept-language'], languages);
  reply
    .status(problem.status)
    .headers({ ...problem.headers, 'content-type': PROBLEM_JSON, 'cache-control': 'no-store' })
    .headers(languages.length > 1 ? { 'content-language': language, vary: 'Accept-Language' } : {})
    .send(JSON.stringify(problem.body(request.id, language)));
}

/** `POST /v1/declarations`: the route as declared, never the address as sent, so that logs and metrics stay bounded. */
export function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions?.url ?? '(none)'}`;
}

/** The problem for an address that no route has. */
export function noSuchRoute(): Problem {
  return new Problem(
    404,
    'NOT_FOUND',
    'There is nothing at this address and method: see /docs for the ones that exist.',
  );
}
